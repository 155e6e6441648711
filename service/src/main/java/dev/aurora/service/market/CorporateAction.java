package dev.aurora.service.market;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A split, a dividend or a merger.
 *
 * @param symbol ticker
 * @param exDate first session that trades without the right
 * @param type which of them
 * @param value split: new shares per old share (2 = two for one); dividend: cash per share, in the
 *     price currency and the share count of the day before; merger: shares of {@code into} per
 *     share, 0 when only cash is paid
 * @param into ticker that a merger leads into; null when only cash is paid, and of other types
 * @param cashPerShare price currency that a merger pays per share; 0 of other types
 */
public record CorporateAction(
    String symbol,
    LocalDate exDate,
    Type type,
    BigDecimal value,
    @Nullable String into,
    BigDecimal cashPerShare) {

  private static final int DIGEST_LENGTH = 16;

  /** Kind of action, in the order in which those of one date take effect. */
  public enum Type {
    SPLIT,
    DIVIDEND,
    MERGER
  }

  public CorporateAction {
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(exDate, "exDate");
    Objects.requireNonNull(type, "type");
    if (type == Type.MERGER) {
      requireMerger(symbol, value, into, cashPerShare);
    } else if (value.signum() <= 0) {
      throw new IllegalArgumentException("an action's value is positive, not " + value);
    } else if (into != null || cashPerShare.signum() != 0) {
      throw new IllegalArgumentException("only a merger leads into another symbol or pays cash");
    }
  }

  /** A split or a dividend. */
  public CorporateAction(String symbol, LocalDate exDate, Type type, BigDecimal value) {
    this(symbol, exDate, type, value, null, BigDecimal.ZERO);
  }

  private static void requireMerger(
      String symbol, BigDecimal value, @Nullable String into, BigDecimal cashPerShare) {
    if (value.signum() < 0 || cashPerShare.signum() < 0) {
      throw new IllegalArgumentException("a merger takes nothing: " + value + ", " + cashPerShare);
    }
    if (value.signum() == 0 && cashPerShare.signum() == 0) {
      throw new IllegalArgumentException("a merger gives shares, cash or both");
    }
    if ((into == null) != (value.signum() == 0) || symbol.equals(into)) {
      throw new IllegalArgumentException("a merger gives shares of another symbol: " + into);
    }
  }

  /**
   * The same action has the same id on every machine, and another definition of it has another: the
   * symbol, the date, the type and a digest of what it gives.
   */
  public String id() {
    String terms = plain(value) + "|" + (into == null ? "" : into) + "|" + plain(cashPerShare);
    return subject() + "/" + digest(terms).substring(0, DIGEST_LENGTH);
  }

  /** What every definition of the action has in common. */
  public String subject() {
    return symbol + "/" + exDate + "/" + type;
  }

  /** Whether prices, units or the symbol itself change their meaning; a plain dividend does not. */
  public boolean changesTerms() {
    return type != Type.DIVIDEND;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every JDK has SHA-256", every);
    }
  }
}
