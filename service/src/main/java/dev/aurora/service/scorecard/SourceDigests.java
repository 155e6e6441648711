package dev.aurora.service.scorecard;

import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.evidence.EvidenceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What tests, builds and files are bound to: the checkout as it is at this moment. */
public final class SourceDigests implements CurrentDigests {

  private static final String NOTHING = "nothing";

  private final SourceTree sources;
  private final Map<SourceModule, String> known = new EnumMap<>(SourceModule.class);

  /** Made for one look: what it has read once it does not read again. */
  public SourceDigests(Path root) {
    this.sources = new SourceTree(root);
  }

  @Override
  public Optional<String> of(EvidenceKey key) {
    return switch (key.kind()) {
      case TEST -> Optional.of(digest(SourceModule.ofTest(key)));
      case RELEASE -> Optional.of(digest(SourceModule.SERVICE));
      case FILE -> Optional.of(file(key.subject()));
      case GATE, DRILL, ARTIFACT, MODEL -> Optional.empty();
    };
  }

  private String digest(SourceModule module) {
    return known.computeIfAbsent(
        module,
        each -> {
          try {
            return sources.digest(each);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private String file(String subject) {
    Path file = sources.root().resolve(subject);
    try {
      return Files.isRegularFile(file) ? Digests.ofFile(file) : NOTHING;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
