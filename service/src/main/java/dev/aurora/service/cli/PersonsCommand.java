package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.PersonList;
import dev.aurora.service.api.PersonRequest;
import dev.aurora.service.api.TokenAnswer;
import dev.aurora.service.person.PersonRow;
import dev.aurora.service.person.Role;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aurora persons}: who may act on the service of this data directory. */
@Command(
    name = "persons",
    description = {
      "Add persons, give them tokens, list them. Who acts is who the token says.",
      "Once there is a person of role risk, only such a person adds others (--as)."
    },
    footer = {
      "",
      "Examples:",
      "  aurora persons add ann --role risk",
      "  aurora persons add bob --role operator,trader --as ann",
      "  aurora persons token bob --as ann",
      "  aurora persons list",
      "Roles: trader, operator, risk, second-approver."
    })
final class PersonsCommand implements Runnable {

  private static final Duration CALL = Duration.ofSeconds(10);

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  PersonsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: add, token or list.");
  }

  @Command(
      name = "add",
      description = {
        "Add a person. The token is shown once, and kept in tokens/NAME of the data directory.",
        "Give it to nobody else: two persons with one hand are one person."
      })
  int add(
      @Parameters(paramLabel = "NAME", description = "Small letters, digits, - and _.") String name,
      @Option(
              names = "--role",
              required = true,
              split = ",",
              paramLabel = "R",
              description = "trader, operator, risk or second-approver; several by comma.")
          List<String> roles,
      @Option(names = "--as", paramLabel = "P", description = "Who adds: a person of role risk.")
          @Nullable String by,
      @Option(names = "--no-keep", description = "Show the token, and keep it nowhere.")
          boolean transientToken) {
    PersonRequest request = new PersonRequest(ActingAs.named(name), roles(roles));
    TokenAnswer answer = api(by).post("/v1/persons", request, Duration.ZERO, TokenAnswer.class);
    show(answer, transientToken ? null : keep(answer));
    return ExitCode.DONE;
  }

  @Command(name = "token", description = "Give a new token; the old one ends with it.")
  int token(
      @Parameters(paramLabel = "NAME", description = "As `aurora persons list` shows it.")
          String name,
      @Option(names = "--as", paramLabel = "P", description = "Who gives: a person of role risk.")
          @Nullable String by,
      @Option(names = "--no-keep", description = "Show the token, and keep it nowhere.")
          boolean transientToken,
      @Option(names = "--revoke", description = "End the old one only: the person has left.")
          boolean revoke) {
    String path = "/v1/persons/" + ActingAs.named(name) + "/token";
    if (revoke) {
      api(by).delete(path, PersonList.class);
      new ActingAs(invocation).forget(name);
      invocation.output().line("the token of " + name + " has ended");
      if (invocation.output().json()) {
        invocation.output().document(Map.of("person", name, "revoked", true));
      }
      return ExitCode.DONE;
    }
    TokenAnswer answer = api(by).post(path, Map.of(), Duration.ZERO, TokenAnswer.class);
    show(answer, transientToken ? null : keep(answer));
    return ExitCode.DONE;
  }

  @Command(name = "list", description = "Name every person with roles, and who added them.")
  int list() {
    PersonList found = api(null).get("/v1/persons", PersonList.class);
    Output output = invocation.output();
    if (output.json()) {
      output.document(found);
    } else if (found.persons().isEmpty()) {
      output.line("there are no persons yet; add one: aurora persons add NAME --role risk");
    } else {
      output.table(
          Stream.concat(
                  Stream.of(List.of("person", "roles", "token", "added")),
                  found.persons().stream().map(PersonsCommand::row))
              .toList());
    }
    return ExitCode.DONE;
  }

  private static List<String> row(PersonRow row) {
    return List.of(
        row.person().name(),
        Role.words(row.person().roles(), ","),
        (row.hasToken() ? "since " : "ended ") + row.tokenAt() + " by " + row.tokenBy(),
        row.addedAt() + " by " + row.addedBy());
  }

  private static List<Role> roles(List<String> words) {
    List<Role> roles = new ArrayList<>();
    for (String word : words) {
      roles.add(
          Role.parse(word.strip())
              .orElseThrow(
                  () ->
                      new UsageError(
                          new Problem(
                              "role",
                              "There is no such role.",
                              "--role " + word,
                              Role.words(List.of(Role.values()), ", "),
                              "Correct it."))));
    }
    return roles;
  }

  private Path keep(TokenAnswer answer) {
    return new ActingAs(invocation).keep(answer.person(), answer.token());
  }

  private void show(TokenAnswer answer, @Nullable Path kept) {
    Output output = invocation.output();
    if (output.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("person", answer.person());
      document.put("roles", answer.roles().stream().map(Role::word).toList());
      document.put("token", answer.token());
      document.put("file", kept == null ? null : kept.toString());
      output.document(document);
      return;
    }
    output.line(answer.person() + " is " + Role.words(answer.roles(), " and "));
    output.line("token (shown this once): " + answer.token());
    output.line(kept == null ? "kept nowhere" : "kept in " + kept + " for --as " + answer.person());
  }

  private ApiClient api(@Nullable String by) {
    return new ActingAs(invocation).client(new Installation(invocation).runningService(), CALL, by);
  }
}
