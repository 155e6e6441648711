package dev.aurora.service.testing;

import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateActions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The data that ships with Aurora, read once for all tests. */
public final class ShippedData {

  /** Folder of the shipped data, as seen from the module. */
  public static final Path FOLDER = Path.of("data").toAbsolutePath();

  public static final Path BARS = FOLDER.resolve("bars");
  public static final Path ACTIONS =
      FOLDER.resolve("corporate-actions/actions_2000_2013_derived.csv");
  public static final Path MODEL = FOLDER.resolve("models/gbt.json");
  public static final Path STRATEGY = FOLDER.resolve("strategies/momentum.yaml");

  private ShippedData() {}

  public static BarStore bars() {
    return Bars.STORE;
  }

  public static CorporateActions actions() {
    try {
      return CorporateActions.load(ACTIONS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Bars {
    static final BarStore STORE = load();

    private static BarStore load() {
      try {
        return BarStore.load(BARS, BarInterval.DAY);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
