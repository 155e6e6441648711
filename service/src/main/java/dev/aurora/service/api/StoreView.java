package dev.aurora.service.api;

import dev.aurora.service.journal.database.DatabaseLogin;
import dev.aurora.service.journal.database.DatabaseProbe;
import dev.aurora.service.journal.database.DatabaseUnavailable;
import dev.aurora.service.journal.database.DatabaseUrl;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The two databases of a service, without secrets. */
public record StoreView(Store books, Store ledger) {

  /**
   * One of them.
   *
   * @param kind null while it does not answer
   * @param answers whether it could be used just now
   * @param durability what decides whether a commit survives a crash, by name
   * @param detail why it can't be used; null when it can
   */
  public record Store(
      String url,
      @Nullable String kind,
      boolean answers,
      Map<String, String> durability,
      @Nullable String detail) {

    public Store {
      durability = Map.copyOf(durability);
    }

    /** Asks it now, for a few seconds at most. */
    static Store look(DatabaseUrl url, DatabaseLogin login) {
      try {
        DatabaseProbe.Found found = DatabaseProbe.look(url, login);
        return new Store(url.jdbcUrl(), found.kind(), true, found.durability(), null);
      } catch (DatabaseUnavailable gone) {
        return new Store(url.jdbcUrl(), null, false, Map.of(), gone.getMessage());
      }
    }

    /** One line for a person, who needs where it is and how durable, not how it is opened. */
    public String sentence() {
      SortedMap<String, String> settings = new TreeMap<>(durability);
      return answers
          ? kind + " " + url.replaceFirst(";.*", "") + " " + settings
          : String.valueOf(detail);
    }
  }
}
