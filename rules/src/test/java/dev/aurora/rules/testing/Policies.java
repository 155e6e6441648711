package dev.aurora.rules.testing;

import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.limit.LimitName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Small policies for tests, in memory or in a folder. */
public final class Policies {

  private Policies() {}

  /** The firm's limits as shipped, and those of further scopes. */
  public static SourceFile limits(String... moreRules) {
    String settings =
        Arrays.stream(LimitName.values())
            .map(
                name ->
                    "    $limits.%s(\"%s\");\n"
                        .formatted(name.property(), name.shippedDefault().toPlainString()))
            .collect(Collectors.joining());
    String firm =
        """
        package policy;

        rule "Limits of the firm"
        when  $limits : Limits( scope == "firm" )
        then
        %send
        """
            .formatted(settings);
    return new SourceFile("limits.drl", firm + String.join("\n", moreRules));
  }

  /** Limits of one scope. */
  public static String scope(String scope, String... settings) {
    String body =
        Arrays.stream(settings)
            .map(line -> "$limits." + line + ";\n")
            .collect(Collectors.joining());
    return "rule \"Limits of %s\"\nwhen $limits : Limits( scope == \"%s\" )\nthen\n%send\n"
        .formatted(scope, scope, body);
  }

  /** A file of one control. */
  public static SourceFile control(String control, String... rules) {
    return new SourceFile(
        "pretrade/" + control + "/" + control + ".drl",
        "package policy;\n\n" + String.join("\n", rules));
  }

  /** A file of one breaker. */
  public static SourceFile breaker(String breaker, String... rules) {
    return new SourceFile(
        "breakers/" + breaker + "/" + breaker + ".drl",
        "package policy;\n\n" + String.join("\n", rules));
  }

  /** A file of one go / no-go condition. */
  public static SourceFile promotion(String condition, String... rules) {
    return new SourceFile(
        "promotion/" + condition + "/" + condition + ".drl",
        "package policy;\n\n" + String.join("\n", rules));
  }

  /** A well-formed rule of a go / no-go condition. */
  public static String noGo(String control, String name, String condition, String... metadata) {
    return """
    rule "%s"
        @id("%s") @consequence("DENY_ORDER") @mode("ENFORCE") @since("baseline") @owner("risk") @source("test") %s
    when
        $check : PromotionCheck( %s )
    then
        $check.deny();
    end
    """
        .formatted(name, control, String.join(" ", metadata), condition);
  }

  /** A well-formed rule of a breaker that reduces only. */
  public static String reduceOnly(
      String breaker, String name, String condition, String... metadata) {
    return """
    rule "%s"
        @id("%s") @consequence("REDUCE_ONLY") @mode("ENFORCE") @ends("person") @scope("account") @since("week-one") @owner("risk") @source("test") %s
    when
        $check : BreakerCheck( %s )
    then
        $check.reduceOnly();
    end
    """
        .formatted(name, breaker, String.join(" ", metadata), condition);
  }

  /** A well-formed rule that denies. */
  public static String deny(String control, String name, String condition, String... metadata) {
    return """
    rule "%s"
        @id("%s") @consequence("DENY_ORDER") @mode("ENFORCE") @since("baseline") @owner("risk") @source("test") %s
    when
        $check : OrderCheck( %s )
    then
        $check.deny();
    end
    """
        .formatted(name, control, String.join(" ", metadata), condition);
  }

  /** A policy of a few controls that deny by limits, and one breaker. */
  public static List<SourceFile> small() {
    return List.of(
        limits(scope("strategy:momentum", "orderValueMax(\"50 000\")")),
        control(
            "order-quantity-max",
            deny(
                "order-quantity-max",
                "Deny an order above the maximum quantity",
                "quantity > limits.orderQuantityMax")),
        control(
            "order-value-max",
            deny(
                "order-value-max",
                "Deny an order above the maximum order value",
                "opener, orderValue > limits.orderValueMax")),
        control(
            "daily-loss",
            """
            rule "Halt trading when the day's loss is above the hard limit"
                @id("daily-loss") @tier("hard") @consequence("HALT_TRADING") @kill("BLOCK") @mode("ENFORCE") @since("week-one") @owner("risk") @source("test")
            when
                $check : OrderCheck( lossToday > limits.dailyLossHalt )
            then
                $check.haltTrading();
            end
            """),
        breaker(
            "breach-burst",
            reduceOnly(
                "breach-burst",
                "Reduce only after a burst of denials",
                "withActivity, denialsWindow >= limits.breachBurstMax")));
  }

  /** Writes files below a folder. */
  public static Path write(Path folder, List<SourceFile> files) {
    try {
      for (SourceFile file : files) {
        Path path = folder.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.text());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list with one more file. */
  public static List<SourceFile> with(List<SourceFile> files, SourceFile... more) {
    List<SourceFile> all = new ArrayList<>(files);
    all.addAll(List.of(more));
    return all;
  }
}
