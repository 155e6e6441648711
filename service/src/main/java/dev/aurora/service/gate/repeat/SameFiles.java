package dev.aurora.service.gate.repeat;

import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether two folders hold the same files with the same bytes; {@code timings.json} may differ.
 *
 * @param compared files that are in both
 * @param differences what is not the same, for a person
 */
public record SameFiles(int compared, List<String> differences) {

  public SameFiles {
    differences = List.copyOf(differences);
  }

  /** Compares two folders; nothing to compare is a difference. */
  public static SameFiles of(Path one, Path other) throws IOException {
    SortedMap<String, String> left = digests(one);
    SortedMap<String, String> right = digests(other);
    List<String> differences = new ArrayList<>();
    TreeSet<String> all = new TreeSet<>(left.keySet());
    all.addAll(right.keySet());
    int compared = 0;
    for (String name : all) {
      String mine = left.get(name);
      String theirs = right.get(name);
      if (mine == null || theirs == null) {
        differences.add(name + " is only in one of them");
      } else {
        compared++;
        if (!mine.equals(theirs)) {
          differences.add(name + " is " + mine + " and " + theirs);
        }
      }
    }
    if (compared == 0) {
      differences.add("there is no file to compare");
    }
    return new SameFiles(compared, differences);
  }

  private static SortedMap<String, String> digests(Path folder) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return digests;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(ArtifactFolder.TIMINGS)) {
          digests.put(folder.relativize(file).toString(), Digests.ofFile(file));
        }
      }
    }
    return digests;
  }
}
