package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.SaidNone;

/** Notes, and writes again, which keys a line leaves out although null would have said "none". */
final class LeftOut {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LeftOut() {}

  /** The facts of the line, with what it leaves out of the sections that it has. */
  static OrderFacts noted(String line, OrderFacts facts) {
    long bits = 0;
    for (SaidNone none : SaidNone.values()) {
      if (holds(facts, none) && !hasKey(line, none.key())) {
        bits |= none.bit();
      }
    }
    return facts.leavingOut(bits);
  }

  /** The canonical line without the keys that the facts leave out. */
  static String without(String line, OrderFacts facts) {
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(line);
      for (SaidNone none : SaidNone.values()) {
        if (none.leftOutOf(facts) && tree.get(none.section()) instanceof ObjectNode section) {
          section.remove(none.key());
        }
      }
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("canonical facts are JSON", e);
    }
  }

  /** A value that was given needs no look at the line. */
  private static boolean holds(OrderFacts facts, SaidNone none) {
    return switch (none) {
      case EXPIRES_AT -> facts.order() != null && facts.order().expiresAt() == null;
      case LAST_EXIT_AT -> facts.position() != null && facts.position().lastExitAt() == null;
      case BEST_OWN_BID -> facts.position() != null && facts.position().bestOwnBid() == null;
      case BEST_OWN_ASK -> facts.position() != null && facts.position().bestOwnAsk() == null;
      case LIMIT_STATE -> facts.session() != null && facts.session().limitState() == null;
      case ENVELOPE -> facts.control() != null && facts.control().envelope() == null;
    };
  }

  /**
   * Whether the line has the key. The line was read, and no other section knows the key: in quotes
   * and followed by a colon it can only be that one. A key in escapes is not seen, and so denied.
   */
  private static boolean hasKey(String line, String key) {
    int at = line.indexOf(key);
    while (at > 0) {
      int after = at + key.length();
      if (line.charAt(at - 1) == '"' && after < line.length() && line.charAt(after) == '"') {
        int next = after + 1;
        while (next < line.length() && Character.isWhitespace(line.charAt(next))) {
          next++;
        }
        if (next < line.length() && line.charAt(next) == ':') {
          return true;
        }
      }
      at = line.indexOf(key, after);
    }
    return false;
  }
}
