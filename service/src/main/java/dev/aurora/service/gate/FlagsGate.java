package dev.aurora.service.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.artifact.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds when every feature flag is registered and off by default. A default of true needs a
 * decision record that names the flag, and evidence that is still what it was; a flag that is
 * switched on in the environment must be a registered one. An explicitly empty registry is fine, a
 * missing one is not.
 */
final class FlagsGate implements ArtifactGate {

  private static final Set<String> OFF = Set.of("", "0", "false", "no", "off");

  private final FlagSources sources;

  FlagsGate(FlagSources sources) {
    this.sources = sources;
  }

  @Override
  public String id() {
    return "flags";
  }

  @Override
  public String holds() {
    return "feature flags are registered and off by default";
  }

  @Override
  public void judge(Path artifacts, Finding finding) throws IOException {
    Set<String> known = new HashSet<>();
    registry(sources.registry(), known, finding);
    Path own = artifacts.resolve("flags.json");
    if (Files.exists(own)) { // another program brings a registry of its own
      registry(own, known, finding);
    }
    finding.evidence("flags", known.stream().sorted().toList());
    environment(known, finding);
  }

  private void registry(Path file, Set<String> known, Finding finding) throws IOException {
    JsonNode flags = Json.read(Files.readAllBytes(file)).path("flags");
    if (!flags.isArray()) {
      finding.against(file.getFileName() + " has no list 'flags'");
    }
    for (JsonNode flag : flags) {
      flag(flag, known, finding);
    }
  }

  private void flag(JsonNode flag, Set<String> known, Finding finding) throws IOException {
    String name = flag.path("name").asText();
    if (!FlagSources.isFlag(name)) {
      finding.against("flag '" + name + "' does not start with one of " + FlagSources.PREFIXES);
    }
    if (!known.add(name)) {
      finding.against("flag " + name + " is registered twice");
    }
    if (!flag.path("default").isBoolean()) {
      finding.against("flag " + name + ": default is " + flag.path("default") + ", not a boolean");
    } else if (flag.path("default").asBoolean()) {
      justified(name, flag, finding);
    }
  }

  private void justified(String name, JsonNode flag, Finding finding) throws IOException {
    Path record = sources.decisions().resolve(flag.path("adr").asText("none"));
    if (!Files.isRegularFile(record)) {
      finding.against("flag " + name + " is on by default without a decision record");
    } else if (!Files.readString(record).contains(name)) {
      finding.against("flag " + name + ": " + record.getFileName() + " does not name it");
    }
    JsonNode evidence = flag.path("evidence");
    Path proof = sources.registry().resolveSibling(evidence.path("path").asText("none"));
    if (!Files.isRegularFile(proof)) {
      finding.against("flag " + name + " is on by default without evidence");
    } else if (!Digests.ofFile(proof).equals(evidence.path("sha256").asText())) {
      finding.against("flag " + name + ": its evidence " + proof.getFileName() + " has changed");
    }
  }

  private void environment(Set<String> known, Finding finding) {
    TreeMap<String, Object> on = new TreeMap<>();
    sources
        .environment()
        .forEach(
            (name, value) -> {
              if (FlagSources.isFlag(name)
                  && !OFF.contains(value.strip().toLowerCase(Locale.ROOT))) {
                on.put(name, value);
                if (!known.contains(name)) {
                  finding.against(name + " is on in the environment and not registered");
                }
              }
            });
    finding.evidence("onInEnvironment", on);
  }
}
