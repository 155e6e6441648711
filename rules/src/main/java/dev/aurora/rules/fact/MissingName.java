package dev.aurora.rules.fact;

import java.util.Locale;
import java.util.Set;

/**
 * How a missing fact is called in a breach's code: {@code account.equity} gives {@code
 * missing-equity}, an absent section {@code account} gives {@code missing-account}. The one place
 * for these names.
 *
 * <p>A key that stands in two sections carries its section ({@code missing-instrument-currency}),
 * except the order's own, which keeps the short name ({@code missing-quantity} is the order's,
 * {@code missing-position-quantity} the position's). The order's {@code account} is {@code
 * missing-order-account}, because {@code missing-account} is the section.
 */
public final class MissingName {

  private static final Set<String> NEED_THEIR_SECTION =
      Set.of(
          "order.account",
          "instrument.symbol",
          "instrument.currency",
          "account.currency",
          "position.quantity",
          "quote.sessionsOld");

  private static final String SECTORS = "account.sectorExposure.";

  private MissingName() {}

  /**
   * The part of a breach's code after the control and the dot.
   *
   * @param path JSON path of the missing fact or section
   */
  public static String of(String path) {
    String named = path.startsWith(SECTORS) ? "account.sectorExposure" : path;
    String envelope = named.replaceFirst("^control\\.envelope\\.", "control.envelope-");
    String key =
        NEED_THEIR_SECTION.contains(named)
            ? named.replace('.', '-')
            : envelope.substring(envelope.lastIndexOf('.') + 1);
    return "missing-" + kebab(key);
  }

  /** The whole code of a breach: {@code <control>.missing-<fact>}. */
  public static String code(String control, String path) {
    return control + "." + of(path);
  }

  private static String kebab(String camelCase) {
    // The second one parts words of a single letter: inARow is in-a-row.
    return camelCase
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }
}
