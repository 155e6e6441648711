package dev.aurora.service.sweep;

import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.kill.Holding;
import dev.aurora.service.journal.kill.Holdings;
import dev.aurora.service.journal.kill.KillStep;
import dev.aurora.service.journal.kill.KillSteps;
import dev.aurora.service.sweep.KillProgress.State;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Reads what kills are about, and says how far each has come. Thread-safe. */
public final class KillBooks {

  private final ControlStore store;
  private final JournalQueries queries;
  private final Holdings holdings;
  private final ExitBook exits;
  private final KillSteps steps;

  /** What keeps a position from being closed, as last seen by this process. */
  private final Map<Noted, String> notes = new ConcurrentHashMap<>();

  /**
   * @param clock wall time
   */
  public KillBooks(Database database, ControlStore store, Clock clock) {
    this.store = store;
    this.queries = new JournalQueries(database);
    this.holdings = new Holdings(database);
    this.exits = new ExitBook(database);
    this.steps = new KillSteps(database, clock);
  }

  private record Noted(String commandId, Holding.Place place) {}

  private static Noted noted(StoredLatch kill, Holding holding) {
    return new Noted(kill.latch().commandId(), holding.place());
  }

  /**
   * Everything, as it is now.
   *
   * @throws dev.aurora.service.journal.control.ControlStateUnreadable when latches can't be read
   */
  KillLook look() {
    return lookAt(store.read().inForce());
  }

  private KillLook lookAt(List<StoredLatch> kills) {
    return new KillLook(kills, queries.openOrders(), holdings.all(), steps.all(), holdings, exits);
  }

  /** Whether no kill is in force that takes orders back: the quick question of every look. */
  boolean noneTakesBack() {
    return store.read().inForce().stream().noneMatch(KillLook::takesBack);
  }

  List<StoredLatch> inForce() {
    return store.read().inForce();
  }

  KillSteps steps() {
    return steps;
  }

  Holdings holdings() {
    return holdings;
  }

  /** How far these kills have come, by command id: the books are read once for all of them. */
  public Map<String, KillProgress> progress(Collection<StoredLatch> kills) {
    if (kills.isEmpty()) {
      return Map.of();
    }
    KillLook look = look();
    Map<String, KillProgress> progress = new HashMap<>();
    kills.forEach(kill -> progress.put(kill.latch().commandId(), progress(kill, look)));
    return progress;
  }

  KillProgress progress(StoredLatch kill, KillLook look) {
    List<KillProgress.Open> open = look.openOf(kill).stream().map(KillProgress.Open::of).toList();
    if (!KillLook.takesBack(kill)) {
      return new KillProgress(State.BLOCKED, open);
    }
    List<KillProgress.Held> held =
        KillLook.flattens(kill)
            ? look.heldIn(kill).stream().map(holding -> told(kill, holding)).toList()
            : List.of();
    boolean nothingLeft = open.isEmpty() && held.isEmpty();
    boolean confirmed = nothingLeft && (!KillLook.flattens(kill) || isFlatAtBroker(kill, look));
    return new KillProgress(confirmed ? State.CONFIRMED : State.INCOMPLETE, open, held);
  }

  /** Whether the broker agreed that all is flat, and nothing was filled since. */
  boolean isFlatAtBroker(StoredLatch kill, KillLook look) {
    return look.reached(kill, KillStep.CONFIRMED)
        .filter(at -> !steps.filledSince(kill.latch().scope(), at.bookingIndex()))
        .isPresent();
  }

  private KillProgress.Held told(StoredLatch kill, Holding holding) {
    return new KillProgress.Held(
        holding.account(),
        holding.symbol(),
        holding.quantity(),
        notes.getOrDefault(noted(kill, holding), "it is not being closed yet"));
  }

  /** Keeps why a position is not flat yet, for whoever asks how far the kill is. */
  void note(StoredLatch kill, Holding holding, String why) {
    notes.put(noted(kill, holding), why);
  }

  /** Positions that are flat need no reason any more. */
  void forget(Collection<Holding> stillHeld) {
    Set<Holding.Place> places = stillHeld.stream().map(Holding::place).collect(Collectors.toSet());
    notes.keySet().removeIf(noted -> !places.contains(noted.place()));
  }
}
