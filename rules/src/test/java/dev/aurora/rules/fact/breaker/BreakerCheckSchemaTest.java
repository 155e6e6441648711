package dev.aurora.rules.fact.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.FactType;
import dev.aurora.rules.fact.MissingName;
import dev.aurora.rules.testing.RandomEvents;
import dev.aurora.rules.testing.SampleEvents;
import dev.aurora.rules.testing.SampleFacts;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules read getters in the engine and schema fields in the tree: both must say the same. */
class BreakerCheckSchemaTest {

  private static final BreakerCheckSchema SCHEMA = BreakerCheckSchema.INSTANCE;

  @Test
  void namesExactlyTheGettersOfTheCheck() {
    Set<String> readable =
        SCHEMA.fields().stream()
            .filter(field -> !field.raw())
            .map(FactField::name)
            .filter(name -> !name.startsWith("limits."))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(readable)
        .isEqualTo(
            Arrays.stream(BreakerCheck.class.getMethods())
                .filter(method -> method.getDeclaringClass() == BreakerCheck.class)
                .map(Method::getName)
                .filter(name -> name.matches("(get|is)[A-Z].*") && !name.equals("getLimits"))
                .map(name -> name.substring(name.startsWith("is") ? 2 : 3))
                .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @EnumSource
  void readsTheSameValueAndTypeAsTheGetter(EventKind kind) throws ReflectiveOperationException {
    BreakerCheck check = SampleEvents.of(kind).check();
    assertThat(check.complete()).isTrue();
    for (FactField<BreakerCheck> field : SCHEMA.fields()) {
      if (!field.raw() && !field.name().startsWith("limits.")) {
        Method getter = getter(field.name());
        assertThat(getter.getReturnType()).as(field.name()).isEqualTo(javaType(field.type()));
        assertThat(field.missingMask().applyAsLong(check)).as(field.name()).isZero();
        assertThat(field.missingPaths().apply(check)).as(field.name()).isEmpty();
        assertThat(field.reader().apply(check))
            .as(field.name())
            .isNotNull()
            .isEqualTo(getter.invoke(check));
      }
    }
  }

  /** The engine reads any getter of a complete fact, whatever its kind. */
  @Test
  void readsEveryFieldOfACompleteEventWithoutAFault() {
    RandomEvents random = new RandomEvents(11);
    for (int i = 0; i < 2_000; i++) {
      BreakerCheck check = new BreakerCheck(random.incomplete(), SampleFacts.shippedLimits());
      if (check.complete()) {
        assertThat(SCHEMA.fields())
            .allMatch(field -> field.raw() || field.reader().apply(check) != null);
      }
    }
  }

  @Test
  void pointsFromEveryRawFieldToOneThatCanBeRead() {
    assertThat(SCHEMA.fields().stream().filter(FactField::raw))
        .isNotEmpty()
        .noneMatch(field -> SCHEMA.field(field.insteadOf()).orElseThrow().raw());
  }

  @Test
  void describesEveryFieldInASentence() {
    assertThat(SCHEMA.fields()).allMatch(field -> field.description().endsWith("."));
  }

  @Test
  void givesNoTwoFactsOneNameOrOneBit() {
    Map<String, String> pathsByName = new TreeMap<>();
    long seen = 0;
    for (BreakerBase fact : BreakerBase.values()) {
      assertThat(pathsByName.put(MissingName.of(fact.path()), fact.path()))
          .as(fact.path())
          .isNull();
      assertThat(seen & fact.mask()).as(fact.path()).isZero();
      seen |= fact.mask();
    }
  }

  private static Method getter(String property) throws NoSuchMethodException {
    String capital = Character.toUpperCase(property.charAt(0)) + property.substring(1);
    try {
      return BreakerCheck.class.getMethod("get" + capital);
    } catch (NoSuchMethodException e) {
      return BreakerCheck.class.getMethod("is" + capital);
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
