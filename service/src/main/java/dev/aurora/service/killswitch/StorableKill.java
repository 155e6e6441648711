package dev.aurora.service.killswitch;

import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.person.PayloadDigest;
import dev.aurora.workflows.killswitch.KillCommand;
import java.time.Instant;
import java.util.Locale;

/**
 * A kill as the books can hold it. Whoever stops trading is never refused for how it is written: a
 * kill that no row takes would be tried for ever, and keep the next one waiting. Pure.
 */
final class StorableKill {

  private static final int ID_LENGTH_MAX = 200;
  private static final int ID_LENGTH_KEPT = 100;
  private static final int SCOPE_LENGTH_MAX = 300;

  private StorableKill() {}

  /**
   * The latch that it asks for.
   *
   * @param at wall time
   */
  static Latch latch(KillCommand command, Instant at) {
    return new Latch(
        id(command.commandId(), at),
        scope(command.scope()),
        command.level(),
        Latch.Kind.LATCH,
        source(command.source()),
        printable(command.by()),
        printable(command.reason()),
        at);
  }

  /** The same text is the same kill, however long it is. */
  private static String id(String text, Instant at) {
    String id = printable(text).strip();
    if (id.isEmpty()) {
      return "unnamed/" + at;
    }
    return id.length() <= ID_LENGTH_MAX
        ? id
        : id.substring(0, ID_LENGTH_KEPT) + "/" + PayloadDigest.of(text);
  }

  /** A scope that can't be read, or is longer than any, stops everything. */
  private static ControlScope scope(String text) {
    return text.length() > SCOPE_LENGTH_MAX || !text.equals(printable(text))
        ? ControlScope.FIRM
        : ControlScope.parse(text).orElse(ControlScope.FIRM);
  }

  private static Latch.Source source(String source) {
    return switch (source.toLowerCase(Locale.ROOT)) {
      case "environment" -> Latch.Source.ENVIRONMENT;
      case "file" -> Latch.Source.FILE;
      case "rule" -> Latch.Source.RULE;
      case "temporal-signal" -> Latch.Source.SIGNAL;
      case "dead-man" -> Latch.Source.DEAD_MAN;
      default -> Latch.Source.OPERATOR;
    };
  }

  /** PostgreSQL refuses a text with a NUL; a page is spoilt by every other control character. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
