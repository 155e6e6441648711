package dev.aurora.service.journal.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a latch covers: {@code firm}, {@code account:<id>}, {@code strategy:<id>}, {@code
 * symbol:<id>}, {@code account:<id>/symbol:<id>}, {@code strategy:<id>/symbol:<id>}, {@code
 * model:<version>} or {@code venue:<id>}.
 */
public record ControlScope(List<Part> parts) {

  private static final List<List<Kind>> SHAPES =
      List.of(
          List.of(),
          List.of(Kind.ACCOUNT),
          List.of(Kind.STRATEGY),
          List.of(Kind.SYMBOL),
          List.of(Kind.MODEL),
          List.of(Kind.VENUE),
          List.of(Kind.ACCOUNT, Kind.SYMBOL),
          List.of(Kind.STRATEGY, Kind.SYMBOL));

  // After SHAPES, which its constructor reads.
  public static final ControlScope FIRM = new ControlScope(List.of());

  /** What a part of a scope names. */
  public enum Kind {
    ACCOUNT("account"),
    STRATEGY("strategy"),
    SYMBOL("symbol"),
    MODEL("model"),
    VENUE("venue");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    private @Nullable String ownerIn(ControlOwners owners) {
      return switch (this) {
        case ACCOUNT -> owners.account();
        case STRATEGY -> owners.strategy();
        case SYMBOL -> owners.symbol();
        case MODEL -> owners.modelVersion();
        case VENUE -> owners.venue();
      };
    }
  }

  /** One name in a scope. */
  public record Part(Kind kind, String id) {

    public Part {
      if (id.isBlank() || id.indexOf('/') >= 0) {
        throw new IllegalArgumentException("not a name in a scope: '" + id + "'");
      }
    }
  }

  public ControlScope {
    parts = List.copyOf(parts);
    if (!SHAPES.contains(parts.stream().map(Part::kind).toList())) {
      throw new IllegalArgumentException("no scope has these parts: " + parts);
    }
  }

  /** Reads the text form; empty for anything else: a scope is never guessed. */
  public static Optional<ControlScope> parse(String text) {
    if (text.equals("firm")) {
      return Optional.of(FIRM);
    }
    List<Part> parts = new ArrayList<>();
    for (String piece : text.split("/", -1)) {
      Optional<Part> part = parsePart(piece);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    List<Kind> shape = parts.stream().map(Part::kind).toList();
    return SHAPES.contains(shape) ? Optional.of(new ControlScope(parts)) : Optional.empty();
  }

  private static Optional<Part> parsePart(String text) {
    for (Kind kind : Kind.values()) {
      String prefix = kind.word + ":";
      if (text.startsWith(prefix) && !text.substring(prefix.length()).isBlank()) {
        return Optional.of(new Part(kind, text.substring(prefix.length())));
      }
    }
    return Optional.empty();
  }

  public boolean covers(ControlOwners owners) {
    return parts.stream().allMatch(part -> Objects.equals(part.id(), part.kind().ownerIn(owners)));
  }

  /** The names in it, as owners; the others are null. */
  public ControlOwners owners() {
    return new ControlOwners(
        id(Kind.ACCOUNT), id(Kind.STRATEGY), id(Kind.SYMBOL), id(Kind.MODEL), id(Kind.VENUE));
  }

  private @Nullable String id(Kind kind) {
    return parts.stream()
        .filter(part -> part.kind() == kind)
        .map(Part::id)
        .findFirst()
        .orElse(null);
  }

  /** Fewer parts cover more: 0 is the firm. */
  public int narrowness() {
    return parts.size();
  }

  /** The text form. */
  @Override
  public String toString() {
    return parts.isEmpty()
        ? "firm"
        : String.join("/", parts.stream().map(part -> part.kind().word + ":" + part.id()).toList());
  }
}
