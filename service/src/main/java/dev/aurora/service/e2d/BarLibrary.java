package dev.aurora.service.e2d;

import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the last few bar stores, so that a run per session parses its bars once. Keyed by the
 * content of the files: a changed file is read again. Used by one run at a time.
 */
final class BarLibrary {

  private static final int KEPT = 4;

  private final Map<String, BarStore> stores =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BarStore> eldest) {
          return size() > KEPT;
        }
      };

  BarStore get(Path bars, BarInterval interval) throws IOException {
    String key = interval.iso() + contentDigest(bars);
    BarStore store = stores.get(key);
    if (store == null) {
      store = BarStore.load(bars, interval);
      stores.put(key, store);
    }
    return store;
  }

  /** Digest of the files' content, whatever their names. */
  static String contentDigest(Path bars) throws IOException {
    Digests digest = new Digests();
    for (Path file : BarStore.files(bars)) {
      digest.add(Digests.ofFile(file));
    }
    return digest.finish();
  }
}
