package dev.aurora.service.journal.database;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How decimals and times stand in columns: decimals as {@code numeric(38,12)}, times in UTC to the
 * microsecond. Both databases round silently what does not fit, so writers ask {@link #fits} first.
 */
public final class Columns {

  /** Decimal places of every decimal column. */
  public static final int SCALE = 12;

  private static final int INTEGER_DIGITS = 38 - SCALE;

  private Columns() {}

  /** For binding: a driver converts an offset time exactly, a Timestamp by the JVM's zone. */
  public static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : micros(instant).atOffset(ZoneOffset.UTC);
  }

  /** The instant as a column gives it back. */
  public static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** Reads a time of a column that is never null. */
  public static Instant moment(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Reads a decimal without the zeros that the column's scale adds. */
  public static @Nullable BigDecimal decimal(ResultSet row, String column) throws SQLException {
    BigDecimal value = row.getBigDecimal(column);
    return value == null ? null : plain(value);
  }

  /** Reads a decimal of a column that is never null. */
  public static BigDecimal amount(ResultSet row, String column) throws SQLException {
    return plain(row.getBigDecimal(column));
  }

  /** Equal numbers become equal objects: no trailing zeros, no negative scale. */
  public static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Whether a decimal column holds the value exactly. */
  public static boolean fits(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() <= SCALE && stripped.precision() - stripped.scale() <= INTEGER_DIGITS;
  }

  /** The value when a column holds it exactly, else null: for columns that only serve queries. */
  public static @Nullable BigDecimal ifFits(@Nullable BigDecimal value) {
    return value != null && fits(value) ? value : null;
  }

  /** The smallest column value that is not below this one; null when it is too large for any. */
  public static @Nullable BigDecimal roundedUp(@Nullable BigDecimal value) {
    if (value == null) {
      return null;
    }
    boolean exact = value.stripTrailingZeros().scale() <= SCALE;
    return ifFits(plain(exact ? value : value.setScale(SCALE, RoundingMode.CEILING)));
  }

  /** The column value nearest to this one. */
  public static BigDecimal rounded(BigDecimal value) {
    return plain(value.setScale(Math.min(SCALE, value.scale()), RoundingMode.HALF_EVEN));
  }
}
