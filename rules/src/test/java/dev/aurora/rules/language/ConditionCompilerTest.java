package dev.aurora.rules.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.FactSchema;
import dev.aurora.rules.fact.FactType;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionCompilerTest {

  private static final Span SPAN = new Span("a.drl", 0, 1, 1, 1, 2);

  @Test
  void takesALimitThatReadsAsNullForUnlimited() {
    Operand most = new Operand.Number(new BigDecimal("1E+160"), false, SPAN);

    assertThat(compiled(FactType.DECIMAL, Operator.ABOVE, most).truth("fact"))
        .isEqualTo(Truth.TRUE);
  }

  /** As false, it would deny nobody. */
  @Test
  void refusesToCompareATextThatReadsAsNull() {
    CompiledCondition<String> condition =
        compiled(FactType.TEXT, Operator.EQUAL, new Operand.Text("BUY", SPAN));

    assertThatThrownBy(() -> condition.truth("fact"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("value read as null, and it is no limit");
  }

  /** The field "value" held against a constant; it reads as null and claims not to be missing. */
  private static CompiledCondition<String> compiled(
      FactType type, Operator operator, Operand constant) {
    FactField<String> field =
        new FactField<>(
            "value", type, "", "A.", fact -> 0, fact -> List.of(), fact -> null, false, "");
    return new ConditionCompiler<>(new OneField(field))
        .compile(
            new Condition.Comparison(new Operand.Read("value", SPAN), operator, constant, SPAN));
  }

  private record OneField(FactField<String> only) implements FactSchema<String> {
    @Override
    public String patternName() {
      return "String";
    }

    @Override
    public Class<String> factClass() {
      return String.class;
    }

    @Override
    public Optional<FactField<String>> field(String name) {
      return Optional.of(only);
    }

    @Override
    public Collection<FactField<String>> fields() {
      return List.of(only);
    }
  }
}
