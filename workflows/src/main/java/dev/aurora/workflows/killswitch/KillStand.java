package dev.aurora.workflows.killswitch;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * Where one kill stands, by the books, as the kill switch's page shows it.
 *
 * @param source {@code environment}, {@code file}, {@code operator}, {@code rule}, {@code signal}
 * @param by who engaged it; {@code (unproven)} where no token said so
 * @param since wall time
 * @param openOrders how many orders of its scope may still fill
 * @param open the first of them, in words
 * @param steps who approved, confirmed, eased or released it, when and why, in words
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KillStand(
    String commandId,
    String scope,
    KillLevel level,
    @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE) Stage stage,
    String source,
    String by,
    String reason,
    Instant since,
    int openOrders,
    List<String> open,
    List<String> steps) {

  /** How far it has come; one that only a newer build knows is read as one that stops. */
  public enum Stage {
    /** Nothing new is sent; orders that work go on. */
    BLOCKED,
    /** Orders are taken back, and not all of them have ended. */
    @JsonEnumDefaultValue
    INCOMPLETE,
    /** Nothing of its scope can fill any more, or a person looked up at the broker what could. */
    CONFIRMED,
    /** Only reducers pass: it never stopped more, or a first release has eased it. */
    REDUCES,
    /** It is over. */
    RELEASED;

    /** Whether reducers are stopped too. */
    public boolean stopsEverything() {
      return switch (this) {
        case BLOCKED, INCOMPLETE, CONFIRMED -> true;
        case REDUCES, RELEASED -> false;
      };
    }
  }

  public KillStand {
    open = List.copyOf(open);
    steps = List.copyOf(steps);
  }

  public boolean inForce() {
    return stage != Stage.RELEASED;
  }
}
