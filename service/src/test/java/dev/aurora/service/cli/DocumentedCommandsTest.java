package dev.aurora.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aurora.service.testing.Checkout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Every command line that a page shows is one that the program takes. Lines are parsed, never run.
 */
class DocumentedCommandsTest {

  /** An indented or fenced line, with or without variables in front. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^[ ]*(?:[A-Z_]+=\\S+ )*\\./aurora +(\\S.*)$");

  /** The same inside a sentence or table. */
  private static final Pattern INLINE = Pattern.compile("`(?:[A-Z_]+=\\S+ )*\\./aurora +([^`]+)`");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @Test
  void theReadmeShowsOnlyCommandsThatExist() throws IOException {
    List<String> shown = shownIn(Checkout.root().resolve("README.md"));
    assertThat(shown).hasSizeGreaterThan(8);
    shown.forEach(DocumentedCommandsTest::parse);
  }

  @Test
  void theReadmeNamesEveryCommand() throws IOException {
    List<String> shown = shownIn(Checkout.root().resolve("README.md"));
    assertThat(Commands.ALL)
        .allMatch(
            command -> shown.stream().anyMatch(line -> words(line).get(0).equals(command.name())));
  }

  /** The first line stands in the list of the command above it, alone. */
  @Test
  void everyCommandBeginsItsHelpWithAWholeSentence() {
    List<String> cut = new ArrayList<>();
    for (Commands.Entry command : Commands.ALL) {
      collectCut(
          Aurora.commandLine(invocation(), new String[] {command.name()})
              .getSubcommands()
              .get(command.name()),
          cut);
    }
    assertThat(cut).isEmpty();
  }

  private static void collectCut(CommandLine command, List<String> cut) {
    String[] lines = command.getCommandSpec().usageMessage().description();
    if (lines.length == 0 || !lines[0].endsWith(".")) {
      cut.add(command.getCommandSpec().qualifiedName());
    }
    command.getSubcommands().values().forEach(below -> collectCut(below, cut));
  }

  @Test
  void everyRunbookShowsCommandsThatParse() throws IOException {
    try (Stream<Path> pages = Files.list(Checkout.root().resolve("ops-runbooks"))) {
      List<Path> all = pages.filter(page -> page.toString().endsWith(".md")).sorted().toList();
      assertThat(all).isNotEmpty();
      for (Path page : all) {
        List<String> shown = shownIn(page);
        assertThat(shown).as("%s", page.getFileName()).isNotEmpty();
        shown.forEach(DocumentedCommandsTest::parse);
      }
    }
  }

  @Test
  void refusesALineThatTheProgramDoesNotTake() {
    assertThatCode(() -> parse("status --jsn")).hasMessageContaining("--jsn");
    assertThatCode(() -> parse("resume")).hasMessageContaining("resume");
  }

  private static void parse(String line) {
    Aurora.commandLine(invocation(), words(line).toArray(new String[0]))
        .parseArgs(words(line).toArray(new String[0]));
  }

  /** Command lines without {@code ./aurora}, comments cut off, alternatives spelled out. */
  private static List<String> shownIn(Path page) throws IOException {
    String text = Files.readString(page);
    List<String> shown = new ArrayList<>();
    Stream.concat(LINE.matcher(text).results(), INLINE.matcher(text).results())
        .map(match -> match.group(1).split("( {3,}| #)")[0].strip())
        .forEach(line -> shown.addAll(alternatives(line)));
    return shown;
  }

  /** {@code kill engage | status} is two lines; {@code demo --json | jq .orders} is one. */
  private static List<String> alternatives(String line) {
    String[] parts = line.split(" \\| ");
    List<String> lines = new ArrayList<>(List.of(parts[0]));
    List<String> first = words(parts[0]);
    boolean nested = first.size() > 1 && !first.get(1).startsWith("-");
    for (int i = 1; i < parts.length; i++) {
      if (!parts[i].startsWith("jq ")) {
        lines.add(nested ? first.get(0) + " " + parts[i] : parts[i]);
      }
    }
    return lines;
  }

  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }

  private static Invocation invocation() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Path root = Checkout.root();
    return new Invocation(
        Map.of("PATH", ""),
        root,
        root,
        Clock.fixed(Instant.parse("2025-03-03T15:00:00Z"), ZoneOffset.UTC),
        nowhere,
        nowhere,
        false);
  }
}
