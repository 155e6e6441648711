package dev.aurora.rules.language;

import dev.aurora.rules.fact.FactSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy's rules may speak of: for each folder, the fact that its rules look at and the
 * controls that it may hold.
 *
 * @param folders by name, such as {@code pretrade}
 */
public record PolicyVocabulary(Map<String, Folder> folders) {

  /** Where the numbers stand. */
  public static final String LIMITS_FILE = "limits.drl";

  public PolicyVocabulary {
    folders = Map.copyOf(folders);
  }

  /**
   * @param schema of the fact that rules of this folder look at
   * @param controls ids in catalogue order
   * @param baseline ids of those that are enforced from the first stage on and never lifted
   */
  public record Folder(FactSchema<?> schema, List<String> controls, List<String> baseline) {
    public Folder {
      controls = List.copyOf(controls);
      baseline = List.copyOf(baseline);
    }
  }

  Optional<Folder> folder(String name) {
    return Optional.ofNullable(folders.get(name));
  }
}
