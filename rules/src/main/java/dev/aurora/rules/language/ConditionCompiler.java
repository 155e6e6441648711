package dev.aurora.rules.language;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.FactSchema;
import dev.aurora.rules.fact.FactType;
import dev.aurora.rules.limit.BoundLimits;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds a checked condition to the readers of its fact's registry. Sums and products round as the
 * rule engine's do (34 digits), so that both decide alike.
 *
 * @param <F> the fact
 */
public final class ConditionCompiler<F> {

  private static final MathContext AS_THE_ENGINE = MathContext.DECIMAL128;

  private final FactSchema<F> schema;

  public ConditionCompiler(FactSchema<F> schema) {
    this.schema = schema;
  }

  /**
   * @throws IllegalArgumentException when the condition wasn't found clean by the checker
   */
  public CompiledCondition<F> compile(Condition condition) {
    List<LeafTest<F>> leaves = new ArrayList<>();
    Test<F> root = test(condition, leaves);
    LimitComparison<F> last = null;
    for (LeafTest<F> leaf : leaves) {
      last = leaf instanceof Compared<F> compared && compared.limit() != null ? compared : last;
    }
    return new Compiled<>(root, List.copyOf(leaves), last);
  }

  private record Compiled<F>(Test<F> root, List<LeafTest<F>> all, @Nullable LimitComparison<F> last)
      implements CompiledCondition<F> {

    @Override
    public Truth truth(F fact) {
      return root.truth(fact);
    }

    @Override
    public Set<String> missing(F fact) {
      Set<String> paths = new LinkedHashSet<>();
      if (root.truth(fact) == Truth.UNKNOWN) {
        root.missing(fact, paths);
      }
      return paths;
    }

    @Override
    public Optional<LimitComparison<F>> limitComparison() {
      return Optional.ofNullable(last);
    }

    @Override
    public List<Leaf> leaves(F fact) {
      return all.stream().map(leaf -> leaf.report(fact)).toList();
    }
  }

  /** A bound condition. */
  private interface Test<F> {
    Truth truth(F fact);

    /** Adds what leaves this test unknown. */
    void missing(F fact, Set<String> paths);
  }

  private interface LeafTest<F> extends Test<F> {
    CompiledCondition.Leaf report(F fact);
  }

  /** A bound value. */
  private interface Value<F> {
    long missingMask(F fact);

    void missing(F fact, Set<String> paths);

    /** Called only when nothing is missing. */
    Object read(F fact);
  }

  private Test<F> test(Condition condition, List<LeafTest<F>> leaves) {
    return switch (condition) {
      case Condition.All all -> new Joined<>(tests(all.parts(), leaves), Truth.FALSE);
      case Condition.Any any -> new Joined<>(tests(any.parts(), leaves), Truth.TRUE);
      case Condition.Not not -> new Negated<>(test(not.inner(), leaves));
      case Condition.Flag flag ->
          leaf(
              leaves,
              new Compared<>(flag.text(), value(flag.read()), Operator.EQUAL, fixed(true), null));
      case Condition.Comparison comparison -> leaf(leaves, compared(comparison));
      case Condition.Membership membership ->
          leaf(
              leaves,
              new Listed<>(
                  membership.text(),
                  value(membership.left()),
                  membership.negated(),
                  membership.values().stream().map(this::constant).toList()));
    };
  }

  private static <F> Test<F> leaf(List<LeafTest<F>> leaves, LeafTest<F> leaf) {
    leaves.add(leaf);
    return leaf;
  }

  private List<Test<F>> tests(List<Condition> parts, List<LeafTest<F>> leaves) {
    return parts.stream().map(part -> test(part, leaves)).toList();
  }

  private Compared<F> compared(Condition.Comparison comparison) {
    Optional<FactField<F>> right = limitField(comparison.right());
    Optional<FactField<F>> left = limitField(comparison.left());
    LimitRead<F> limit =
        right
            .map(field -> new LimitRead<F>(field, true))
            .or(() -> left.map(field -> new LimitRead<F>(field, false)))
            .orElse(null);
    return new Compared<>(
        comparison.text(),
        value(comparison.left()),
        comparison.operator(),
        value(comparison.right()),
        limit);
  }

  private Optional<FactField<F>> limitField(Operand operand) {
    return switch (operand) {
      case Operand.Read read -> read.isLimit() ? Optional.of(field(read)) : Optional.empty();
      case Operand.Arithmetic sum -> limitField(sum.left()).or(() -> limitField(sum.right()));
      case Operand other -> Optional.empty();
    };
  }

  private FactField<F> field(Operand.Read read) {
    return schema
        .field(read.name())
        .orElseThrow(
            () -> new IllegalArgumentException("not a checked condition: reads " + read.name()));
  }

  private Value<F> value(Operand operand) {
    return switch (operand) {
      case Operand.Read read -> new FieldValue<>(field(read));
      case Operand.Arithmetic sum ->
          new Calculated<>(value(sum.left()), sum.sign(), value(sum.right()));
      case Operand constant -> fixed(constant(constant));
    };
  }

  private Object constant(Operand operand) {
    return switch (operand) {
      case Operand.Text text -> text.value();
      case Operand.Number number -> number.value();
      case Operand.Truth truth -> truth.value();
      case Operand other ->
          throw new IllegalArgumentException("not a checked condition: " + other.text());
    };
  }

  private static <F> Value<F> fixed(Object value) {
    return new Fixed<>(value);
  }

  /** All or any of its parts: the deciding value ends it. */
  private record Joined<F>(List<Test<F>> parts, Truth deciding) implements Test<F> {
    @Override
    public Truth truth(F fact) {
      Truth all = deciding.not();
      for (Test<F> part : parts) {
        Truth truth = part.truth(fact);
        if (truth == deciding) {
          return deciding;
        }
        all = truth == Truth.UNKNOWN ? Truth.UNKNOWN : all;
      }
      return all;
    }

    @Override
    public void missing(F fact, Set<String> paths) {
      for (Test<F> part : parts) {
        if (part.truth(fact) == Truth.UNKNOWN) {
          part.missing(fact, paths);
        }
      }
    }
  }

  private record Negated<F>(Test<F> inner) implements Test<F> {
    @Override
    public Truth truth(F fact) {
      return inner.truth(fact).not();
    }

    @Override
    public void missing(F fact, Set<String> paths) {
      inner.missing(fact, paths);
    }
  }

  /** The limit in a comparison, and on which side it stands. */
  private record LimitRead<F>(FactField<F> field, boolean onTheRight) {}

  private record Compared<F>(
      String text, Value<F> left, Operator operator, Value<F> right, @Nullable LimitRead<F> limit)
      implements LeafTest<F>, LimitComparison<F> {

    @Override
    public Truth truth(F fact) {
      if ((left.missingMask(fact) | right.missingMask(fact)) != 0) {
        return Truth.UNKNOWN;
      }
      Object a = left.read(fact);
      Object b = right.read(fact);
      if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
        return Truth.of(operator.holds(x.compareTo(y)));
      }
      return Truth.of(a.equals(b) == (operator == Operator.EQUAL));
    }

    @Override
    public void missing(F fact, Set<String> paths) {
      left.missing(fact, paths);
      right.missing(fact, paths);
    }

    @Override
    public CompiledCondition.Leaf report(F fact) {
      return new CompiledCondition.Leaf(text, truth(fact), shown(left, fact), shown(right, fact));
    }

    @Override
    public String limitName() {
      return limitRead().field().name().substring(Operand.Read.LIMITS.length());
    }

    @Override
    public String unit() {
      return limitRead().field().unit();
    }

    private LimitRead<F> limitRead() {
      return Objects.requireNonNull(limit, "reads no limit");
    }

    @Override
    public Optional<BigDecimal> observed(F fact) {
      return number(limitRead().onTheRight() ? left : right, fact);
    }

    @Override
    public Optional<BigDecimal> limit(F fact) {
      return number(limitRead().onTheRight() ? right : left, fact)
          .filter(value -> value.compareTo(BoundLimits.UNLIMITED) < 0);
    }
  }

  private static <F> Optional<BigDecimal> number(Value<F> value, F fact) {
    return value.missingMask(fact) != 0
        ? Optional.empty()
        : Optional.of((BigDecimal) value.read(fact));
  }

  private static <F> @Nullable String shown(Value<F> value, F fact) {
    Object read = value.missingMask(fact) != 0 ? null : value.read(fact);
    return switch (read) {
      case null -> null;
      case BigDecimal number ->
          number.compareTo(BoundLimits.UNLIMITED) < 0 ? number.toPlainString() : "unlimited";
      default -> read.toString();
    };
  }

  private record Listed<F>(String text, Value<F> left, boolean negated, List<Object> values)
      implements LeafTest<F> {
    @Override
    public Truth truth(F fact) {
      return left.missingMask(fact) != 0
          ? Truth.UNKNOWN
          : Truth.of(contains(left.read(fact)) != negated);
    }

    private boolean contains(Object value) {
      return value instanceof BigDecimal number
          ? values.stream().anyMatch(entry -> ((BigDecimal) entry).compareTo(number) == 0)
          : values.contains(value);
    }

    @Override
    public void missing(F fact, Set<String> paths) {
      left.missing(fact, paths);
    }

    @Override
    public CompiledCondition.Leaf report(F fact) {
      return new CompiledCondition.Leaf(text, truth(fact), shown(left, fact), null);
    }
  }

  private record FieldValue<F>(FactField<F> field) implements Value<F> {
    @Override
    public long missingMask(F fact) {
      return field.missingMask().applyAsLong(fact);
    }

    @Override
    public void missing(F fact, Set<String> paths) {
      if (missingMask(fact) != 0) {
        paths.addAll(field.missingPaths().apply(fact));
      }
    }

    @Override
    public Object read(F fact) {
      Object value = field.reader().apply(fact);
      if (value == null) {
        return unlimited();
      }
      return field.type() == FactType.INTEGER && value instanceof Number count
          ? BigDecimal.valueOf(count.longValue())
          : value;
    }

    /** Only an unlimited limit reads as null; the engine's getters give the same number for it. */
    private Object unlimited() {
      if (field.type() != FactType.DECIMAL) {
        throw new IllegalStateException(field.name() + " read as null, and it is no limit");
      }
      return BoundLimits.UNLIMITED;
    }
  }

  private record Fixed<F>(Object value) implements Value<F> {
    @Override
    public long missingMask(F fact) {
      return 0;
    }

    @Override
    public void missing(F fact, Set<String> paths) {
      // Nothing that stands in the rule itself can be missing.
    }

    @Override
    public Object read(F fact) {
      return value;
    }
  }

  private record Calculated<F>(Value<F> left, Operand.Sign sign, Value<F> right)
      implements Value<F> {
    @Override
    public long missingMask(F fact) {
      return left.missingMask(fact) | right.missingMask(fact);
    }

    @Override
    public void missing(F fact, Set<String> paths) {
      left.missing(fact, paths);
      right.missing(fact, paths);
    }

    @Override
    public Object read(F fact) {
      BigDecimal a = (BigDecimal) left.read(fact);
      BigDecimal b = (BigDecimal) right.read(fact);
      return switch (sign) {
        case PLUS -> a.add(b, AS_THE_ENGINE);
        case MINUS -> a.subtract(b, AS_THE_ENGINE);
        case TIMES -> a.multiply(b, AS_THE_ENGINE);
      };
    }
  }
}
