package dev.aurora.service.gate.drill;

import static dev.aurora.service.gate.drill.Mutation.Base.GOLDEN;
import static dev.aurora.service.gate.drill.Mutation.Base.RUN;

import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Checkpoint;
import dev.aurora.service.gate.SnapshotManifest;
import dev.aurora.service.gate.SnapshotManifest.Entry;
import dev.aurora.service.gate.drill.Mutation.Base;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Ways to change a folder that must not change. */
final class SnapshotMutations {

  private static final String GATE = "snapshot";
  private static final String OTHER = "metrics.json";

  private SnapshotMutations() {}

  static List<Mutation> all() {
    List<Mutation> all = new ArrayList<>();
    for (Base base : List.of(RUN, GOLDEN)) {
      String of = base == GOLDEN ? " in a golden folder" : " in a run";
      all.add(red(base, "a byte flipped" + of, c -> c.flipByte("features.parquet")));
      all.add(
          red(
              base,
              "a letter changed" + of,
              c -> c.edit("decisions.json", "barClose", "barclose")));
      all.add(red(base, "a file removed" + of, c -> Files.delete(c.file("metrics.json"))));
      all.add(red(base, "a file emptied" + of, c -> c.write("metrics.json", new byte[0])));
      all.add(red(base, "a file renamed" + of, c -> rename(c, "metrics.json", "metric.json")));
      all.add(red(base, "two files exchanged" + of, SnapshotMutations::exchange));
      all.add(red(base, "a file added" + of, c -> c.write("notes.txt", new byte[] {1})));
      all.add(red(base, "a hidden file added" + of, c -> c.write(".notes", new byte[] {1})));
      all.add(red(base, "a file added below" + of, SnapshotMutations::below));
      all.add(red(base, "an empty folder added" + of, c -> Files.createDirectory(c.file("x"))));
      all.add(red(base, "a file replaced by a link" + of, SnapshotMutations::link));
      all.add(
          Mutation.control(
              GATE, base, "timings written again" + of, c -> write(c, "timings.json", base)));
    }
    all.add(red(GOLDEN, "manifest: digest of a file edited", c -> edit(c, "sha256:", "sha256:0")));
    all.add(
        red(GOLDEN, "manifest: size of a file edited", c -> edit(c, "\"size\": ", "\"size\": 1")));
    all.add(red(GOLDEN, "manifest: path of a file edited", c -> edit(c, "metrics", "metricz")));
    all.add(red(GOLDEN, "manifest: overall digest edited", SnapshotMutations::overall));
    all.add(red(GOLDEN, "manifest: emptied", c -> c.write("manifest.json", new byte[0])));
    all.add(red(GOLDEN, "manifest: without files", c -> c.write("manifest.json", noFiles())));
    all.add(
        red(GOLDEN, "manifest: written again without a file", c -> again(c, m -> m.remove(OTHER))));
    all.add(
        red(
            GOLDEN,
            "manifest: written again with one more",
            c -> again(c, m -> m.put("x", entry(m, 0)))));
    all.add(
        red(
            GOLDEN,
            "manifest: written again with another size",
            c -> again(c, m -> m.put(OTHER, entry(m, 1)))));
    all.add(red(GOLDEN, "a file made writable", c -> writable(c, "decisions.json")));
    all.add(red(GOLDEN, "the manifest made writable", c -> writable(c, "manifest.json")));
    all.add(
        red(
            RUN,
            "checkpoint edited",
            c -> c.edit("checkpoint.json", "\"rows\": \"", "\"rows\": \"1")));
    all.add(red(RUN, "checkpoint of a run that was killed", SnapshotMutations::killed));
    all.add(red(RUN, "checkpoint removed", c -> Files.delete(c.file("checkpoint.json"))));
    return all;
  }

  private static Mutation red(Base base, String name, Mutation.Spoiler spoil) {
    return Mutation.red(GATE, base, name, spoil);
  }

  private static void edit(ArtifactCopy copy, String text, String replacement) throws Exception {
    copy.edit("manifest.json", text, replacement);
  }

  /** The overall digest is the last one. */
  private static void overall(ArtifactCopy copy) throws Exception {
    edit(copy, "\"digest\": \"sha256:", "\"digest\": \"sha256:0");
  }

  /** A manifest that fits its own digest, and not the folder. */
  private static void again(ArtifactCopy copy, Consumer<Map<String, Entry>> change)
      throws Exception {
    Map<String, Entry> files = new TreeMap<>(SnapshotManifest.read(copy.folder()).files());
    change.accept(files);
    copy.write(SnapshotManifest.NAME, new SnapshotManifest(files).bytes());
  }

  private static Entry entry(Map<String, Entry> files, int more) {
    Entry entry = Objects.requireNonNull(files.get(OTHER), OTHER);
    return new Entry(entry.size() + more, entry.sha256());
  }

  private static byte[] noFiles() {
    return "{\"files\": []}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void rename(ArtifactCopy copy, String from, String to) throws Exception {
    Files.move(copy.file(from), copy.file(to));
  }

  private static void exchange(ArtifactCopy copy) throws Exception {
    rename(copy, "metrics.json", "x");
    rename(copy, "summary.json", "metrics.json");
    rename(copy, "x", "summary.json");
  }

  private static void below(ArtifactCopy copy) throws Exception {
    Files.createDirectory(copy.file("x"));
    copy.write("x/notes.txt", new byte[] {1});
  }

  private static void link(ArtifactCopy copy) throws Exception {
    Path outside = copy.flags().resolve("metrics.json");
    Files.move(copy.file("metrics.json"), outside);
    Files.createSymbolicLink(copy.file("metrics.json"), outside);
  }

  private static void write(ArtifactCopy copy, String name, Base base) throws Exception {
    copy.write(name, new byte[] {'{', '}'});
    if (base == GOLDEN) {
      Files.setPosixFilePermissions(copy.file(name), PosixFilePermissions.fromString("r--r--r--"));
    }
  }

  private static void writable(ArtifactCopy copy, String name) throws Exception {
    Files.setPosixFilePermissions(copy.file(name), PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** As a kill behind the decisions leaves it: a sound checkpoint, but not the end. */
  private static void killed(ArtifactCopy copy) throws Exception {
    ArtifactFolder folder = new ArtifactFolder(copy.folder());
    Checkpoint checkpoint = Checkpoint.read(folder);
    checkpoint.first(checkpoint.stages().size() - 1).write(folder);
    for (String name : List.of("summary.json", "metrics.json", "trace.jsonl")) {
      Files.delete(copy.file(name));
    }
  }
}
