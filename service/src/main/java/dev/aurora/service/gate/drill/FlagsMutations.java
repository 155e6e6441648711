package dev.aurora.service.gate.drill;

import static dev.aurora.service.gate.drill.Mutation.Base.RUN;

import dev.aurora.service.e2d.artifact.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Ways to switch a flag on behind people's backs. */
final class FlagsMutations {

  private static final String GATE = "flags";

  private FlagsMutations() {}

  static List<Mutation> all() {
    return List.of(
        red("a default of true without a record", c -> c.registry(flag("FEATURE_X", "true", ""))),
        red("a default of true, a record that is not there", c -> on(c, null, "proof")),
        red("a default of true, a record of another flag", c -> on(c, "FEATURE_Y", "proof")),
        red("a default of true, evidence that has changed", FlagsMutations::changedEvidence),
        red("a default of true without evidence", FlagsMutations::noEvidence),
        red("a default that is text", c -> c.registry(flag("PROMO_X", "\"off\"", ""))),
        red("no default", c -> c.registry("{\"flags\": [{\"name\": \"FLAG_X\"}]}")),
        red("a name without a known prefix", c -> c.registry(flag("ENABLE_X", "false", ""))),
        red("a flag twice", FlagsMutations::twice),
        red("an unknown flag on in the environment", c -> c.environment().put("FEATURE_X", "1")),
        red("an unknown experiment on", c -> c.environment().put("EXPERIMENT_X", "maybe")),
        red("registry removed", c -> Files.delete(c.flags().resolve("flags.json"))),
        red("registry empty", c -> c.registry("")),
        red("registry without a list", c -> c.registry("{}")),
        red("flags of another program on by default", FlagsMutations::foreign),
        red("no artifacts", FlagsMutations::noArtifacts),
        red("an empty artifact", c -> c.write("summary.json", new byte[0])),
        control("an unknown flag off", c -> c.environment().put("FEATURE_X", " Off ")),
        control("a registered flag on", FlagsMutations::registered),
        control("a default of true with record and evidence", c -> on(c, "FEATURE_X", "proof")));
  }

  private static Mutation red(String name, Mutation.Spoiler spoil) {
    return Mutation.red(GATE, RUN, name, spoil);
  }

  private static Mutation control(String name, Mutation.Spoiler spoil) {
    return Mutation.control(GATE, RUN, name, spoil);
  }

  private static String flag(String name, String byDefault, String more) {
    return "{\"flags\": [" + entry(name, byDefault, more) + "]}";
  }

  private static String entry(String name, String byDefault, String more) {
    return "{\"name\": \"%s\", \"default\": %s%s}".formatted(name, byDefault, more);
  }

  /**
   * Switches a flag on with a record and evidence.
   *
   * @param named what the record says; null for no record
   */
  private static void on(
      ArtifactCopy copy, @org.jspecify.annotations.Nullable String named, String proof)
      throws IOException {
    if (named != null) {
      Files.writeString(copy.flags().resolve("0001.md"), "# Switch on " + named + "\n");
    }
    Files.writeString(copy.flags().resolve("proof.json"), proof);
    copy.registry(
        flag(
            "FEATURE_X",
            "true",
            ", \"adr\": \"0001.md\", \"evidence\": {\"path\": \"proof.json\", \"sha256\": \"%s\"}"
                .formatted(Digests.of(proof))));
  }

  private static void changedEvidence(ArtifactCopy copy) throws IOException {
    on(copy, "FEATURE_X", "proof");
    Files.writeString(copy.flags().resolve("proof.json"), "another proof");
  }

  private static void noEvidence(ArtifactCopy copy) throws IOException {
    on(copy, "FEATURE_X", "proof");
    Files.delete(copy.flags().resolve("proof.json"));
  }

  private static void noArtifacts(ArtifactCopy copy) throws IOException {
    try (Stream<Path> files = Files.list(copy.folder())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static void twice(ArtifactCopy copy) throws IOException {
    String entry = entry("FLAG_X", "false", "");
    copy.registry("{\"flags\": [" + entry + ", " + entry + "]}");
  }

  private static void registered(ArtifactCopy copy) throws IOException {
    copy.registry(flag("FEATURE_X", "false", ""));
    copy.environment().put("FEATURE_X", "1");
  }

  private static void foreign(ArtifactCopy copy) throws IOException {
    Files.writeString(copy.file("flags.json"), flag("FEATURE_X", "true", ""));
  }
}
