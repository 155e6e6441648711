package dev.aurora.service.api;

import dev.aurora.rules.language.SourceFile;
import java.util.List;

/** The texts of a rule set: whoever reads them works out the digest for themselves. */
public record RuleSetFiles(List<SourceFile> files) {

  public RuleSetFiles {
    files = List.copyOf(files);
  }
}
