package dev.aurora.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.testing.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each code has a page, and each page's examples are what they say. */
class ProblemPagesTest {

  private static final Path PROJECT = Path.of("..");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```drl (condition|rule|breaker|promotion|file|limits)\n(.*?)\n```", Pattern.DOTALL);

  /** One bad and one good example, in this order. */
  private record Example(String kind, String text) {}

  @ParameterizedTest
  @EnumSource
  void hasAPageWhoseBadExampleIsThatMistakeAndWhoseGoodOneIsNone(ProblemCode code)
      throws IOException {
    String page = Files.readString(PROJECT.resolve(code.page()));
    assertThat(page).startsWith("# " + code.id() + ": " + code.explanation() + "\n");

    List<Example> examples =
        EXAMPLE
            .matcher(page)
            .results()
            .map((MatchResult found) -> new Example(found.group(1), found.group(2)))
            .toList();
    if (!examples.isEmpty()) {
      assertThat(examples).hasSize(2);
      assertThat(problems(examples.getFirst()))
          .extracting(Problem::code)
          .containsOnly(code)
          .isNotEmpty();
      assertThat(problems(examples.getLast())).isEmpty();
    }
  }

  @Test
  void hasExamplesThatRunForMostCodes() throws IOException {
    int withExamples = 0;
    for (ProblemCode code : ProblemCode.values()) {
      boolean runs = EXAMPLE.matcher(Files.readString(PROJECT.resolve(code.page()))).find();
      withExamples += runs ? 1 : 0;
    }
    assertThat(withExamples).isGreaterThan(ProblemCode.values().length - 10);
  }

  @Test
  void hasNoPageWithoutItsCode() throws IOException {
    try (Stream<Path> pages = Files.list(PROJECT.resolve("docs/rules"))) {
      assertThat(pages.map(page -> "docs/rules/" + page.getFileName()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(ProblemCode.values()).map(ProblemCode::page).toList());
    }
  }

  private static List<Problem> problems(Example example) {
    String control = "order-value-max";
    List<SourceFile> files = new ArrayList<>();
    files.add(
        example.kind().equals("limits") ? Policies.limits(example.text()) : Policies.limits());
    switch (example.kind()) {
      case "condition" ->
          files.add(
              Policies.control(control, Policies.deny(control, "Deny an order", example.text())));
      case "rule" -> files.add(Policies.control(control, example.text()));
      case "breaker" -> files.add(Policies.breaker("breach-burst", example.text()));
      case "promotion" -> files.add(Policies.promotion("not-killed", example.text()));
      case "file" ->
          files.add(
              new SourceFile(
                  "pretrade/" + control + "/" + control + ".drl", example.text() + "\n"));
      case "limits" -> {}
      default -> throw new IllegalArgumentException(example.kind());
    }
    return RuleSetLoader.shipped().load(files).problems();
  }
}
