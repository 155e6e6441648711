package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Secrets;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.PrivateFiles;
import dev.aurora.service.process.ServiceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --as P} stands for: the person's token, from {@code tokens/P} in the data directory
 * or from the file that {@code AURORA_TOKEN_FILE} names. A name alone proves nothing.
 */
final class ActingAs {

  /** Names the file with the token of the person who types. */
  static final String TOKEN_FILE_VARIABLE = "AURORA_TOKEN_FILE";

  private final Invocation invocation;

  ActingAs(Invocation invocation) {
    this.invocation = invocation;
  }

  /**
   * A client in the name of this person.
   *
   * @param person null = of nobody, by the service's own token
   * @throws UsageError when there is no token of theirs
   */
  ApiClient client(ServiceRecord service, Duration timeout, @Nullable String person) {
    return new ApiClient(service, timeout, person == null ? service.token() : token(person));
  }

  /** Keeps a token for later commands, readable by the owner of the data directory only. */
  Path keep(String person, String token) {
    Path file = kept(person);
    PrivateFiles.replace(file, token + "\n");
    return file;
  }

  /** Takes a token that has ended away. */
  void forget(String person) {
    PrivateFiles.delete(kept(person));
  }

  private Path kept(String person) {
    return invocation.home().resolve("tokens").resolve(named(person));
  }

  private String token(String person) {
    String named = invocation.environment().getOrDefault(TOKEN_FILE_VARIABLE, "");
    Path file = named.isBlank() ? kept(person) : invocation.resolve(Path.of(named));
    String token = read(file, named(person));
    if (!Secrets.claimedName(token).equals(person)) {
      throw new UsageError(
          new Problem(
              "token-of-another",
              "This file does not hold the token of " + person + ".",
              file.toString(),
              "a token that begins with '" + person + ".'",
              "Say --as the person whose token it is, or set "
                  + TOKEN_FILE_VARIABLE
                  + " to the file of "
                  + person
                  + "."));
    }
    return token;
  }

  private static String read(Path file, String person) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UsageError(
          new Problem(
              "no-token",
              e instanceof NoSuchFileException
                  ? "There is no token of " + person + " here."
                  : "The token of " + person + " can't be read: " + e.getMessage(),
              file.toString(),
              null,
              "`aurora persons list` names the persons; `aurora persons token "
                  + person
                  + "` gives a new token; "
                  + TOKEN_FILE_VARIABLE
                  + " names a file elsewhere."),
          e);
    }
  }

  /** The name becomes part of a path. */
  static String named(String person) {
    if (!Person.isName(person)) {
      throw new UsageError(
          new Problem(
              "person-name",
              "This can't be the name of a person.",
              person,
              "small letters, digits, - and _, at most 63",
              "Correct the name."));
    }
    return person;
  }
}
