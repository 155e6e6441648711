package dev.aurora.service.gate;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where feature flags are declared and set.
 *
 * @param registry JSON file that lists every flag: {@code {"flags": [{name, default, what, adr,
 *     evidence: {path, sha256}}]}}; the last two only for a default of true
 * @param decisions folder with the architecture decision records
 * @param environment environment of the process, injected
 */
public record FlagSources(Path registry, Path decisions, Map<String, String> environment) {

  public FlagSources {
    environment = Map.copyOf(environment);
  }

  /** What a feature flag's name starts with. */
  static final List<String> PREFIXES = List.of("FEATURE_", "EXPERIMENT_", "PROMO_", "FLAG_");

  /** The variables whose names are those of feature flags. */
  public static Map<String, String> named(Map<String, String> environment) {
    Map<String, String> named = new HashMap<>(environment);
    named.keySet().removeIf(name -> !isFlag(name));
    return named;
  }

  static boolean isFlag(String name) {
    return PREFIXES.stream().anyMatch(p -> name.startsWith(p) && name.length() > p.length());
  }

  /**
   * The sources of an installation.
   *
   * @param data folder of shipped data, which has the registry
   * @param root the checkout, which has the decision records
   */
  public static FlagSources of(Path data, Path root, Map<String, String> environment) {
    return new FlagSources(
        data.resolve("flags.json"), root.resolve("docs").resolve("adr"), environment);
  }
}
