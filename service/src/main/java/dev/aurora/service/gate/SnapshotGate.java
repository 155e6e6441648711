package dev.aurora.service.gate;

import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Checkpoint;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.artifact.StageRecord;
import dev.aurora.service.gate.SnapshotManifest.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds when a folder is what its list says: the same files both ways, each with its digest, and
 * nothing extra. A golden folder has a {@code manifest.json}, with sizes, and is read-only; the
 * folder of a run has its {@code checkpoint.json}, which must have come to its end. {@code
 * timings.json} is outside both.
 */
final class SnapshotGate implements ArtifactGate {

  @Override
  public String id() {
    return "snapshot";
  }

  @Override
  public String holds() {
    return "the folder is, byte for byte, what its manifest or checkpoint lists";
  }

  @Override
  public void judge(Path artifacts, Finding finding) throws IOException {
    noLinks(artifacts, finding);
    if (Files.exists(artifacts.resolve(SnapshotManifest.NAME))) {
      golden(artifacts, finding);
    } else if (Files.exists(artifacts.resolve(ArtifactFolder.CHECKPOINT))) {
      run(artifacts, finding);
    } else {
      finding.against("neither manifest.json nor checkpoint.json says what should be here");
    }
  }

  /** A link would be judged by what it points to today. */
  private static void noLinks(Path artifacts, Finding finding) throws IOException {
    try (Stream<Path> walk = Files.walk(artifacts)) {
      walk.filter(p -> !p.equals(artifacts))
          .filter(p -> !Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
          .forEach(p -> finding.offence("no file", artifacts.relativize(p) + " is no plain file"));
    }
  }

  private static void golden(Path artifacts, Finding finding) throws IOException {
    SnapshotManifest manifest = SnapshotManifest.read(artifacts);
    finding.evidence("list", SnapshotManifest.NAME);
    finding.evidence("digest", manifest.digest());
    Map<String, @Nullable Long> sizes = new LinkedHashMap<>();
    Map<String, String> digests = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> file : manifest.files().entrySet()) {
      sizes.put(file.getKey(), file.getValue().size());
      digests.put(file.getKey(), file.getValue().sha256());
    }
    compare(artifacts, digests, sizes, finding);
    for (Path file : Gates.files(artifacts)) {
      if (SnapshotManifest.isWritable(file)) {
        finding.offence("writable", SnapshotManifest.name(artifacts, file) + " is not read-only");
      }
    }
  }

  private static void run(Path artifacts, Finding finding) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(new ArtifactFolder(artifacts));
    finding.evidence("list", ArtifactFolder.CHECKPOINT);
    finding.evidence("runId", checkpoint.runId());
    if (!checkpoint.isFinished()) {
      finding.against("checkpoint.json: the run has not come to its end");
    }
    Map<String, String> digests = new LinkedHashMap<>();
    for (StageRecord stage : checkpoint.stages()) {
      digests.putAll(stage.outputs());
    }
    Path self = artifacts.resolve(ArtifactFolder.CHECKPOINT);
    digests.put(ArtifactFolder.CHECKPOINT, Digests.ofFile(self)); // read strictly just now
    compare(artifacts, digests, Map.of(), finding);
  }

  private static void compare(
      Path artifacts,
      Map<String, String> digests,
      Map<String, @Nullable Long> sizes,
      Finding finding)
      throws IOException {
    if (digests.isEmpty()) {
      finding.against("the list names no file");
    }
    Map<String, Entry> found = new TreeMap<>(SnapshotManifest.of(artifacts).files());
    finding.evidence("files", found.size());
    for (String name : new TreeSet<>(digests.keySet())) {
      Entry entry = found.remove(name);
      Long size = sizes.get(name);
      if (entry == null) {
        finding.offence("missing", name + " is missing");
      } else if (!entry.sha256().equals(digests.get(name))) {
        finding.offence(
            "changed", name + " is " + entry.sha256() + ", expected " + digests.get(name));
      } else if (size != null && size != entry.size()) {
        finding.offence("size", name + " has " + entry.size() + " bytes, expected " + size);
      }
    }
    found.keySet().forEach(name -> finding.offence("extra", name + " is not listed"));
  }
}
