package dev.aurora.service.gate.ratchet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for texts that look like keys, tokens or passwords in files of data. */
final class SecretScan {

  private static final Pattern SECRET =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----|\\bAKIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[0-9A-Za-z]{36}"
              + "|\\beyJ[0-9A-Za-z_-]{10,}\\.[0-9A-Za-z_-]{10,}\\."
              + "|(?i)\\b(?:password|passwd|secret|api[_-]?key|token)\\b[\"']?\\s*[:=]\\s*[\"']?[^\\s\"',}]{6,}");

  private SecretScan() {}

  /** Names of the files below a folder with such a text; compressed and binary files too. */
  static List<String> files(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (SECRET.matcher(text).find()) {
          found.add(folder.relativize(file).toString());
        }
      }
    }
    return found;
  }
}
