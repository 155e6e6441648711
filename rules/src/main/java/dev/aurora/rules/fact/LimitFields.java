package dev.aurora.rules.fact;

import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitBook.Bound;
import dev.aurora.rules.limit.LimitName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The registry's entries {@code limits.<property>}, which every fact has. */
public final class LimitFields {

  private static final String LIMITS = "limits.";

  private LimitFields() {}

  /** One entry a limit, in the order of {@link LimitName}, and the firm's own credit threshold. */
  public static <F extends RuleFact> List<FactField<F>> all() {
    List<FactField<F>> fields = new ArrayList<>();
    for (LimitName name : LimitName.values()) {
      fields.add(limit(name.property(), name, limits -> limits.bound(name)));
    }
    fields.add(
        limit(
            BoundLimits.FIRM_CREDIT_THRESHOLD,
            LimitName.CREDIT_THRESHOLD,
            limits -> limits.bound(BoundLimits.FIRM_CREDIT_THRESHOLD).orElseThrow()));
    return fields;
  }

  private static <F extends RuleFact> FactField<F> limit(
      String property, LimitName name, Function<BoundLimits, Bound> bound) {
    return new FactField<>(
        LIMITS + property,
        FactType.DECIMAL,
        name.unit().word(),
        name.description(),
        check -> 0,
        check -> List.of(),
        check -> bound.apply(check.getLimits()).value(),
        false,
        "");
  }
}
