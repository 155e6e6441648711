package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one record of facts: its components are the JSON keys, so that there is one list
 * of them. Unknown keys and keys given twice are faults; keys left out or null are null. Immutable
 * and thread-safe.
 *
 * <p>Primitive components are no keys. A flag tells that one of the record's decimals arrived as
 * NaN or infinite; a long is 0 here, for the reader to fill in.
 */
final class RecordCodec implements ValueCodec {

  /**
   * One key.
   *
   * @param path JSON path of its value: joined once, because reading meets eighty of them a line
   */
  private record Key(
      String name, String path, int position, RecordComponent component, ValueCodec codec) {}

  private final Constructor<?> constructor;
  private final int size;
  private final int nonFinitePosition;
  private final int bitsPosition;
  private final List<Key> keys;
  private final Map<String, Key> byName = new HashMap<>();

  /**
   * @param path JSON path of the record, empty for the whole line
   */
  RecordCodec(Class<? extends Record> type, String path) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    this.size = components.length;
    this.nonFinitePosition = Arrays.asList(types).indexOf(boolean.class);
    this.bitsPosition = Arrays.asList(types).indexOf(long.class);
    try {
      this.constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without canonical constructor: " + type, e);
    }
    for (int i = 0; i < size; i++) {
      if (i != nonFinitePosition && i != bitsPosition) {
        String name = components[i].getName();
        String inner = below(path, name);
        ValueCodec codec = Codecs.of(types[i], nonFinitePosition >= 0, inner);
        byName.put(name, new Key(name, inner, i, components[i], codec));
      }
    }
    this.keys =
        Arrays.stream(components)
            .map(component -> byName.get(component.getName()))
            .filter(key -> key != null)
            .toList();
  }

  @Override
  public Object read(JsonParser in, String path) throws IOException, BadFact {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Scalars.bad(in, path, "an object");
    }
    @Nullable Object[] values = new Object[size];
    boolean[] seen = new boolean[size];
    boolean nonFinite = false;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      Key key = key(in, path);
      String inner = key.path;
      if (seen[key.position]) {
        throw new BadFact(inner, "the key a second time", "each key once");
      }
      seen[key.position] = true;
      if (in.nextToken() != JsonToken.VALUE_NULL) {
        Object value = key.codec.read(in, inner);
        nonFinite |= value == Scalars.NON_FINITE;
        values[key.position] = value == Scalars.NON_FINITE ? null : value;
      }
    }
    if (nonFinitePosition >= 0) {
      values[nonFinitePosition] = nonFinite;
    }
    if (bitsPosition >= 0) {
      values[bitsPosition] = 0L;
    }
    return make(values, path);
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    boolean nonFinite =
        nonFinitePosition >= 0
            && Boolean.TRUE.equals(
                valueOf(value, value.getClass().getRecordComponents()[nonFinitePosition]));
    out.writeStartObject();
    for (Key key : keys) {
      out.writeFieldName(key.name);
      Object inner = valueOf(value, key.component);
      if (inner != null) {
        key.codec.write(out, inner);
      } else if (nonFinite && key.codec == Scalars.DECIMAL_OR_NON_FINITE) {
        // Which of them it was is not kept; the first absent one brings the flag back on reading.
        out.writeString("NaN");
        nonFinite = false;
      } else {
        out.writeNull();
      }
    }
    out.writeEndObject();
  }

  private Key key(JsonParser in, String path) throws IOException, BadFact {
    String name = in.currentName();
    Key key = byName.get(name);
    if (key == null) {
      String known = keys.stream().map(Key::name).collect(Collectors.joining(", "));
      throw new BadFact(below(path, name), "an unknown field", "one of " + known);
    }
    return key;
  }

  /** A record may refuse values that no codec can judge alone; that is a fault of the line. */
  private Object make(@Nullable Object[] values, String path) throws BadFact {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new BadFact(path, "values that can't be: " + refused.getMessage(), "possible facts");
      }
      throw new IllegalStateException("a record of facts failed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of facts refused its values", e);
    }
  }

  private static @Nullable Object valueOf(Object owner, RecordComponent component) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of facts does not show " + component, e);
    }
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
