package dev.aurora.rules.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitName;
import dev.aurora.rules.testing.SampleFacts;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules read getters in the engine and schema fields in the tree: both must say the same. */
class OrderCheckSchemaTest {

  private static final OrderCheckSchema SCHEMA = OrderCheckSchema.INSTANCE;

  @Test
  void namesExactlyTheGettersOfTheCheck() {
    Set<String> readable =
        SCHEMA.fields().stream()
            .filter(field -> !field.raw())
            .map(FactField::name)
            .filter(name -> !name.startsWith("limits."))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(readable).isEqualTo(propertiesOf(OrderCheck.class, "limits"));
  }

  @Test
  void namesExactlyTheGettersOfTheLimits() {
    Set<String> readable =
        SCHEMA.fields().stream()
            .map(FactField::name)
            .filter(name -> name.startsWith("limits."))
            .map(name -> name.substring("limits.".length()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(readable).isEqualTo(propertiesOf(BoundLimits.class, ""));
  }

  @Test
  void readsTheSameValueAndTypeAsTheGetter() throws ReflectiveOperationException {
    for (OrderCheck check : situations()) {
      assertThat(check.complete()).isTrue();
      for (FactField<OrderCheck> field : SCHEMA.fields()) {
        if (!field.raw() && !field.name().startsWith("limits.")) {
          Method getter = getter(OrderCheck.class, field.name());
          assertThat(getter.getReturnType()).as(field.name()).isEqualTo(javaType(field.type()));
          assertThat(field.reader().apply(check))
              .as(field.name())
              .isNotNull()
              .isEqualTo(getter.invoke(check));
        }
      }
    }
  }

  @Test
  void readsTheSameLimitAsTheGetter() throws ReflectiveOperationException {
    OrderCheck check = SampleFacts.cleanBuy().check();
    for (LimitName name : LimitName.values()) {
      Object read = SCHEMA.field("limits." + name.property()).orElseThrow().reader().apply(check);
      Object got = getter(BoundLimits.class, name.property()).invoke(check.getLimits());

      assertThat(read).isEqualTo(got).isEqualTo(name.shippedDefault());
    }
  }

  @Test
  void readsUnlimitedAsNullInTheTreeAndAsANumberAboveAllInTheEngine() {
    OrderCheck check = SampleFacts.cleanBuy().check(Map.of("orderValueMax", "unlimited"));

    assertThat(SCHEMA.field("limits.orderValueMax").orElseThrow().reader().apply(check)).isNull();
    assertThat(check.getLimits().getOrderValueMax()).isEqualTo(BoundLimits.UNLIMITED);
    assertThat(check.getLimits().getOrderValueMax()).isGreaterThan(new BigDecimal("1E+160"));
  }

  @Test
  void needsNothingThatIsMissingInACompleteCheck() {
    for (OrderCheck check : situations()) {
      for (FactField<OrderCheck> field : SCHEMA.fields()) {
        assertThat(field.missingMask().applyAsLong(check)).as(field.name()).isZero();
        assertThat(field.missingPaths().apply(check)).as(field.name()).isEmpty();
      }
    }
  }

  @Test
  void pointsFromEveryRawFieldToOneThatCanBeRead() {
    for (FactField<OrderCheck> field : SCHEMA.fields()) {
      if (field.raw()) {
        assertThat(SCHEMA.field(field.insteadOf()).orElseThrow().raw()).as(field.name()).isFalse();
      }
    }
  }

  @Test
  void describesEveryFieldInASentence() {
    for (FactField<OrderCheck> field : SCHEMA.fields()) {
      assertThat(field.description()).as(field.name()).endsWith(".").hasSizeGreaterThan(4);
    }
  }

  /** Complete facts of every branch that a derived value can take. */
  private static List<OrderCheck> situations() {
    return List.of(
        SampleFacts.cleanBuy().check(),
        SampleFacts.reducer().check(),
        SampleFacts.marketBuy().check(),
        SampleFacts.marketBuy().with("order.side", "SELL").check(),
        SampleFacts.barBuy().check(),
        SampleFacts.cleanBuy().with("order.side", "SELL").check(),
        SampleFacts.cleanBuy().with("position.lastExitAt", "2025-03-03T14:00:00Z").check(),
        SampleFacts.cleanBuy()
            .with("control.mode", "LIVE")
            .with(
                "control.envelope",
                Map.of(
                    "symbols",
                    List.of("AAPL"),
                    "orderValueMax",
                    "20000",
                    "positionMax",
                    "1000",
                    "ordersPerSessionMax",
                    10))
            .check());
  }

  private static Set<String> propertiesOf(Class<?> bean, String without) {
    return Arrays.stream(bean.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> method.getParameterCount() == 0)
        .map(Method::getName)
        .filter(name -> name.matches("(get|is)[A-Z].*"))
        .map(name -> name.substring(name.startsWith("is") ? 2 : 3))
        .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
        .filter(name -> !name.equals(without))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Method getter(Class<?> bean, String property) throws NoSuchMethodException {
    String capital = Character.toUpperCase(property.charAt(0)) + property.substring(1);
    try {
      return bean.getMethod("get" + capital);
    } catch (NoSuchMethodException e) {
      return bean.getMethod("is" + capital);
    }
  }

  private static Class<?> javaType(FactType type) {
    return switch (type) {
      case DECIMAL -> BigDecimal.class;
      case INTEGER -> long.class;
      case BOOLEAN -> boolean.class;
      case TEXT -> String.class;
    };
  }
}
