package dev.aurora.service.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.artifact.Json;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a golden folder holds: each file's size and digest, and one digest over all.
 *
 * @param files by path relative to the folder, with forward slashes
 */
public record SnapshotManifest(Map<String, Entry> files) {

  /** Name of the manifest in its folder; it does not list itself. */
  public static final String NAME = "manifest.json";

  private static final Set<PosixFilePermission> WRITE =
      EnumSet.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  /**
   * One file.
   *
   * @param size bytes
   * @param sha256 digest of the content
   */
  public record Entry(long size, String sha256) {}

  public SnapshotManifest {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** What a folder holds now, without manifest and timings. */
  public static SnapshotManifest of(Path folder) throws IOException {
    Map<String, Entry> files = new TreeMap<>();
    for (Path file : Gates.files(folder)) {
      String name = name(folder, file);
      if (!name.equals(NAME) && !name.equals(ArtifactFolder.TIMINGS)) {
        files.put(name, new Entry(Files.size(file), Digests.ofFile(file)));
      }
    }
    return new SnapshotManifest(files);
  }

  /**
   * Makes a folder golden: drops its timings, writes its manifest and takes the right to write from
   * every file.
   */
  public static SnapshotManifest freeze(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(ArtifactFolder.TIMINGS));
    SnapshotManifest manifest = of(folder);
    new ArtifactFolder(folder).write(NAME, manifest.bytes());
    for (Path file : Gates.files(folder)) {
      setWritable(file, false);
    }
    return manifest;
  }

  /**
   * Reads the manifest of a golden folder.
   *
   * @throws IOException when it is missing, no manifest, or its own digest does not fit
   */
  public static SnapshotManifest read(Path folder) throws IOException {
    JsonNode json = Json.read(Files.readAllBytes(folder.resolve(NAME)));
    Map<String, Entry> files = new TreeMap<>();
    for (JsonNode file : json.path("files")) {
      Entry entry = new Entry(file.path("size").asLong(-1), file.path("sha256").asText());
      if (files.put(file.path("path").asText(), entry) != null) {
        throw new IOException(NAME + " lists " + file.path("path") + " twice");
      }
    }
    SnapshotManifest manifest = new SnapshotManifest(files);
    if (!manifest.digest().equals(json.path("digest").asText())) {
      throw new IOException(NAME + " does not fit its own digest");
    }
    return manifest;
  }

  /** Digest over path, size and content of every file; paths are length-prefixed. */
  public String digest() {
    Digests digest = new Digests();
    files.forEach((path, e) -> digest.add(path).add(Long.toString(e.size())).add(e.sha256()));
    return digest.finish();
  }

  /** The manifest as a file. */
  public byte[] bytes() {
    ObjectNode json = Json.mapper().createObjectNode();
    ArrayNode array = json.putArray("files");
    files.forEach(
        (path, e) ->
            array.addObject().put("path", path).put("size", e.size()).put("sha256", e.sha256()));
    json.put("digest", digest());
    return Json.pretty(json);
  }

  /** Path within a folder, the same on every platform. */
  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** Whether anyone may write a file, by its permissions: to root everything is writable. */
  static boolean isWritable(Path file) throws IOException {
    if (!isPosix()) {
      return Files.isWritable(file);
    }
    Set<PosixFilePermission> permissions = EnumSet.copyOf(WRITE);
    permissions.retainAll(Files.getPosixFilePermissions(file));
    return !permissions.isEmpty();
  }

  /** Gives the owner the right to write a file, or takes it from everyone. */
  static void setWritable(Path file, boolean writable) throws IOException {
    if (!isPosix()) {
      if (!file.toFile().setWritable(writable)) {
        throw new IOException("can't change the permissions of " + file);
      }
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    permissions.removeAll(WRITE);
    if (writable) {
      permissions.add(PosixFilePermission.OWNER_WRITE);
    }
    Files.setPosixFilePermissions(file, permissions);
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
