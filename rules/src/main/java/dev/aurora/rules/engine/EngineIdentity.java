package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderFacts;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.kie.api.KieServices;

/**
 * What answered beside the rule set: recorded with each decision, so that a later reader knows
 * which engine, and which facts could be known to it at all.
 *
 * @param engine such as {@code drools-10.2.0}
 * @param factSchema {@code sha256:<hex>} over the names and types of all facts of an order
 */
public record EngineIdentity(String engine, String factSchema) {

  private static final EngineIdentity CURRENT =
      new EngineIdentity(
          "drools-"
              + Optional.ofNullable(KieServices.class.getPackage().getImplementationVersion())
                  .orElse("unknown"),
          digest(shape(OrderFacts.class, new StringBuilder()).toString()));

  /** Of this program. */
  public static EngineIdentity current() {
    return CURRENT;
  }

  /** Every component with its type, records taken apart. */
  private static StringBuilder shape(Class<?> record, StringBuilder into) {
    for (RecordComponent component : record.getRecordComponents()) {
      into.append(component.getName()).append(':').append(component.getGenericType().getTypeName());
      if (component.getType().isRecord()) {
        into.append('{');
        shape(component.getType(), into).append('}');
      }
      into.append(';');
    }
    return into;
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
