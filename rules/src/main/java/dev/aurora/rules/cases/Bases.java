package dev.aurora.rules.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The named facts of {@code bases.yaml} that cases start from. */
public final class Bases {

  /** Where they stand in a policy folder. */
  public static final String FILE = "bases.yaml";

  private Bases() {}

  /**
   * Facts by name, in the order of the file; those that can't be read are left out, because the
   * cases that need them say so.
   *
   * @throws IOException when the file can't be read as YAML, with the place in it
   */
  public static Map<String, FactsLine.Readable> read(Path folder) throws IOException {
    Map<String, FactsLine.Readable> bases = new LinkedHashMap<>();
    FactsReader reader = new FactsReader();
    try {
      JsonNode root = CasesFile.yaml(Files.readString(folder.resolve(FILE)));
      for (Map.Entry<String, JsonNode> entry : root.properties()) {
        if (reader.read(entry.getValue().toString()) instanceof FactsLine.Readable facts) {
          bases.put(entry.getKey(), facts);
        }
      }
      return bases;
    } catch (CasesFile.FaultException e) {
      throw new IOException(FILE + ": " + e.getMessage(), e);
    }
  }
}
