package dev.aurora.rules.fact;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One value that a rule may read from a fact of type {@code F}: an entry of the registry that the
 * checker, the typed tree, the catalogue and the missing-fact logic share.
 *
 * @param name as written in a rule, such as {@code orderValue} or {@code limits.orderValueMax}
 * @param type type of the value
 * @param unit unit in words, such as {@code USD}, {@code units}, {@code bps}; empty for none
 * @param description one sentence for risk officers
 * @param missingMask bits of the base facts that are absent in this fact and that this value needs;
 *     0 = the value can be read
 * @param missingPaths JSON paths of the facts behind a mask, for the breach
 * @param reader reads the value; called only when {@code missingMask} is 0. BigDecimal, Long,
 *     Boolean or String by {@code type}; null only for a limit that is {@code unlimited}
 * @param raw true when rules may not read it at all because it can rightly be absent; the checker
 *     names {@code insteadOf}
 */
public record FactField<F>(
    String name,
    FactType type,
    String unit,
    String description,
    ToLongFunction<F> missingMask,
    Function<F, List<String>> missingPaths,
    Function<F, @Nullable Object> reader,
    boolean raw,
    String insteadOf) {}
