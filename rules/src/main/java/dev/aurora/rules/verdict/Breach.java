package dev.aurora.rules.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule that an order breaks.
 *
 * @param control catalogue id, such as {@code order-value-max}
 * @param code {@code control}, or {@code <control>.missing-<fact>} and the like
 * @param rule the rule's name: a sentence
 * @param observed what was seen, as exact plain text; null where no number was compared
 * @param limit what it was held against, as exact plain text; null where no number was compared
 * @param unit unit of both
 * @param scope the scope whose limit bound, such as {@code account:PAPER-1}
 * @param missing JSON paths of the facts that were needed and absent
 * @param message one sentence for a person
 * @param killLevel level at which HALT_TRADING trips the kill, else null
 */
public record Breach(
    String control,
    String code,
    String rule,
    Consequence consequence,
    Mode mode,
    @Nullable String observed,
    @Nullable String limit,
    @Nullable String unit,
    @Nullable String scope,
    List<String> missing,
    String message,
    @Nullable String killLevel) {

  public Breach {
    missing = List.copyOf(missing);
  }
}
