package dev.aurora.service.reproduce;

import dev.aurora.rules.language.SourceFile;
import java.util.List;
import java.util.Optional;

/** Where the texts of rule sets are found again by their digest. */
@FunctionalInterface
public interface RecordedRuleSets {

  /** The texts of one; empty when nobody kept them. */
  Optional<List<SourceFile>> texts(String digest);
}
