package dev.aurora.service.scorecard;

import dev.aurora.service.evidence.EvidenceKey;
import java.util.ArrayList;
import java.util.List;

/** A module of the project, and everything that its tests judge. Each builds on those before it. */
enum SourceModule {
  RULES("rules", List.of("pom.xml", "rules/pom.xml", "rules/src", "rules/policy", "docs/rules")),
  WORKFLOWS("workflows", List.of("workflows/pom.xml", "workflows/src")),
  /** Its tests also read pages, launcher and shipped data. */
  SERVICE(
      "service",
      List.of(
          "service/pom.xml",
          "service/src",
          "service/data",
          "aurora",
          ".ci",
          "docs",
          "ops-runbooks",
          "README.md",
          "ARCHITECTURE.md",
          "CONTRIBUTING.md",
          "CHANGELOG.md"));

  private final String folder;
  private final List<String> own;

  SourceModule(String folder, List<String> own) {
    this.folder = folder;
    this.own = own;
  }

  /** Folder of the module below the root. */
  String folder() {
    return folder;
  }

  /** Files and folders that its tests judge, its own and those of the modules before it. */
  List<String> parts() {
    List<String> parts = new ArrayList<>();
    upTo().forEach(module -> parts.addAll(module.own));
    return parts;
  }

  /** The modules that it builds on, and itself. */
  List<SourceModule> upTo() {
    return List.of(values()).subList(0, ordinal() + 1);
  }

  /** The module whose tests these are: the last one when the name tells nothing. */
  static SourceModule ofTest(EvidenceKey test) {
    for (SourceModule module : values()) {
      if (test.subject().startsWith("dev.aurora." + module.folder + ".")) {
        return module;
      }
    }
    return SERVICE;
  }
}
