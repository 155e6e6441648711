package dev.aurora.rules.language;

import dev.aurora.rules.fact.FactSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy's rules may speak of: for each folder, the fact that its rules look at and the
 * controls that it may hold.
 *
 * @param folders by name, such as {@code pretrade}, in the order of the catalogue
 */
public record PolicyVocabulary(Map<String, Folder> folders) {

  /** Where the numbers stand. */
  public static final String LIMITS_FILE = "limits.drl";

  public PolicyVocabulary {
    folders = Collections.unmodifiableMap(new LinkedHashMap<>(folders));
  }

  /** What rules of a folder judge. */
  public enum Subject {
    /** An order: it can be denied. */
    ORDER,
    /** An event: nothing is there to deny, so a rule says what it latches and how that ends. */
    EVENT,
    /** A candidate: it is promoted or not, and nothing is latched. */
    CANDIDATE
  }

  /**
   * @param subject what they judge
   * @param schema of the fact that rules of this folder look at
   * @param controls ids in catalogue order
   * @param baseline ids of those that are enforced from the first stage on and never lifted
   */
  public record Folder(
      Subject subject, FactSchema<?> schema, List<String> controls, List<String> baseline) {
    public Folder {
      controls = List.copyOf(controls);
      baseline = List.copyOf(baseline);
    }
  }

  Optional<Folder> folder(String name) {
    return Optional.ofNullable(folders.get(name));
  }
}
