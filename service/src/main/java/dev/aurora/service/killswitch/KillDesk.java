package dev.aurora.service.killswitch;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.EngageResult;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.person.Person;
import dev.aurora.service.report.TradingReport;
import dev.aurora.workflows.killswitch.KillCommand;
import dev.aurora.workflows.killswitch.KillLevel;
import dev.aurora.workflows.killswitch.KillSwitchActivities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Engages kills in the books, whoever asks: workflow, API, environment or file. From a latch's
 * commit on nothing of its scope is sent.
 */
@ApplicationScoped
public class KillDesk implements KillSwitchActivities {

  private static final Logger LOG = LoggerFactory.getLogger(KillDesk.class);

  private final ControlStore store;
  private final KillWatch watch;
  private final Clock clock;

  @Inject
  public KillDesk(ControlStore store, KillWatch watch, Clock clock) {
    this.store = store;
    this.watch = watch;
    this.clock = clock;
  }

  /** For the client proxy. */
  protected KillDesk() {
    this(unread(), unread(), unread());
  }

  /** What a signal says of its sender is proven by nothing, and recorded so. */
  @Override
  public void latch(KillCommand command) {
    engage(
        new KillCommand(
            command.commandId(),
            command.scope(),
            command.level(),
            Person.unproven(command.by()),
            command.reason(),
            command.source()));
  }

  /**
   * Stores the latch; the same command id again is one kill.
   *
   * @throws KillNotStored when the books can't take it; this process sends nothing from then on,
   *     and {@link KillPatrol} stores it as soon as they can
   */
  public StoredLatch engage(KillCommand command) {
    EngageResult result = stored(command);
    watch.letGo(command.commandId());
    switch (result) {
      case EngageResult.Engaged fresh -> LOG.warn("kill engaged: {}", fresh.stored());
      case EngageResult.AlreadyKnown known -> LOG.trace("engaged before: {}", known.stored());
    }
    return result.stored();
  }

  private EngageResult stored(KillCommand command) {
    try {
      return store.engage(StorableKill.latch(command, clock.instant()));
    } catch (RuntimeException notStored) {
      watch.hold(command);
      KillNotStored said = new KillNotStored(command, notStored);
      LOG.error("{}", said.getMessage(), notStored);
      throw said;
    }
  }

  /** Engages in the books what blocks this process by itself. */
  public void latchWhatIsAtHand() {
    watch.all().toList().forEach(this::engage);
  }

  /**
   * Every restriction that binds now, the widest first: those in the books, and what stands at this
   * process's hand.
   */
  public List<TradingReport.Killed> engaged() {
    List<TradingReport.Killed> engaged = new ArrayList<>();
    watch.all().map(KillDesk::killed).forEach(engaged::add);
    store.read().inForce().stream()
        .sorted(
            Comparator.comparing((StoredLatch stored) -> stored.latch().scope().narrowness())
                .thenComparing(StoredLatch::bindingLevel, Comparator.reverseOrder()))
        .map(KillDesk::killed)
        .forEach(engaged::add);
    return engaged;
  }

  /** The widest kill that stops everything of its scope, reducers too. */
  public Optional<TradingReport.Killed> widest() {
    return engaged().stream().filter(TradingReport.Killed::stopsEverything).findFirst();
  }

  private static TradingReport.Killed killed(KillCommand kill) {
    return new TradingReport.Killed(
        kill.scope(),
        kill.level().name(),
        kill.source(),
        kill.reason(),
        kill.by(),
        kill.commandId(),
        null,
        "when what engaged it is gone and its latch is released");
  }

  private static TradingReport.Killed killed(StoredLatch stored) {
    Latch latch = stored.latch();
    return new TradingReport.Killed(
        latch.scope().toString(),
        stored.bindingLevel().name(),
        latch.source().name().toLowerCase(Locale.ROOT),
        latch.reason(),
        latch.engagedBy(),
        latch.commandId(),
        latch.engagedAt(),
        ends(latch));
  }

  private static String ends(Latch latch) {
    return switch (latch.kind()) {
      case CONDITION -> "by itself, when its cause is gone";
      case LATCH ->
          latch.level() == KillLevel.REDUCE_ONLY
              ? "by a named person with a cause"
              : "by two persons with a cause";
    };
  }
}
