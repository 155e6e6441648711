package dev.aurora.service.sweep;

import dev.aurora.service.journal.book.AccountRow;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.ControlStateUnreadable;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.kill.Holding;
import dev.aurora.service.journal.kill.Holdings.Whose;
import dev.aurora.service.journal.kill.KillStep;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OpenOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.process.DaemonTimer;
import dev.aurora.service.reconcile.ReconciliationDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a kill does after its cancels: compares books and broker, closes the positions of its scope
 * when its level says so, compares again, and only then is confirmed. It reads everything from the
 * books at each look, needs no Temporal, and goes on where another process died.
 *
 * <p>Nothing is closed while an order of the scope works, nor in a symbol in which any order may
 * still fill: what is held there is not known. One thread looks.
 */
public final class KillFlatten {

  private static final Logger LOG = LoggerFactory.getLogger(KillFlatten.class);
  private static final long PERIOD_MILLIS = 250;

  /** The broker is not asked about one account or order more often than this. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /** States in which an order works as far as we know, and a cancel will end it. */
  private static final Set<OrderState> WORKING =
      Set.of(OrderState.APPROVED, OrderState.WORKING, OrderState.PARTIALLY_FILLED);

  private final KillBooks books;
  private final FlattenOrders orders;
  private final Accounts accounts;
  private final ReconciliationDesk reconciliation;
  private final KillScribe scribe;
  private final Pacing pacing;

  /** Command ids of kills that this process has seen; the timer's thread alone. */
  private final Set<String> blocked = new HashSet<>();

  private final ScheduledExecutorService timer = DaemonTimer.named("kill-flatten");

  public KillFlatten(
      KillBooks books,
      FlattenOrders orders,
      Accounts accounts,
      ReconciliationDesk reconciliation,
      KillScribe scribe) {
    this(books, orders, accounts, reconciliation, scribe, ASK_AGAIN);
  }

  KillFlatten(
      KillBooks books,
      FlattenOrders orders,
      Accounts accounts,
      ReconciliationDesk reconciliation,
      KillScribe scribe,
      Duration pace) {
    this.books = books;
    this.orders = orders;
    this.accounts = accounts;
    this.reconciliation = reconciliation;
    this.scribe = scribe;
    this.pacing = new Pacing(pace);
  }

  /** Begins to look, also for kills that were latched before this process lived. */
  public void start() {
    timer.scheduleWithFixedDelay(this::tryLook, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends looking, without a break in what is being written; the next start goes on. */
  public void stop() {
    timer.shutdown();
  }

  private void tryLook() {
    try {
      look();
    } catch (ControlStateUnreadable booksAway) {
      LOG.error("how far kills are can't be looked for", booksAway);
    } catch (RuntimeException failed) {
      LOG.error("carrying a kill out failed; tried again", failed);
    }
  }

  /** Takes each kill as far as it can go now. */
  void look() {
    if (pacing.isTime("receipts")) {
      scribe.write();
    }
    List<StoredLatch> kills = books.inForce();
    kills.stream().filter(KillLook::blocks).forEach(this::noteBlocked);
    if (kills.stream().noneMatch(KillLook::takesBack)) {
      return;
    }
    KillLook look = books.look();
    books.forget(look.held());
    look.kills().stream().filter(KillLook::takesBack).forEach(kill -> tryToCarryOut(kill, look));
  }

  /** What goes wrong with one kill keeps no other from going on. */
  private void tryToCarryOut(StoredLatch kill, KillLook look) {
    try {
      carryOut(kill, look);
    } catch (ControlStateUnreadable booksAway) {
      throw booksAway;
    } catch (RuntimeException failed) {
      LOG.error("carrying {} out failed; tried again", kill.latch().commandId(), failed);
    }
  }

  /** Whoever looks here also looks before each send. */
  private void noteBlocked(StoredLatch kill) {
    if (!blocked.contains(kill.latch().commandId())) {
      reach(kill, KillStep.BLOCKED);
      blocked.add(kill.latch().commandId());
    }
  }

  private void carryOut(StoredLatch kill, KillLook look) {
    List<OpenOrder> working = look.toTakeBack(kill);
    if (working.isEmpty()) {
      reachOnce(kill, KillStep.CANCELS_CONFIRMED, look);
    }
    if (KillLook.flattens(kill)) {
      follow(kill, look);
      close(kill, look, working);
    }
    if (isNothingLeft(kill, look) && !isSettled(kill, look)) {
      settle(kill, look);
    }
  }

  private boolean isSettled(StoredLatch kill, KillLook look) {
    return KillLook.flattens(kill)
        ? books.isFlatAtBroker(kill, look)
        : look.reached(kill, KillStep.CONFIRMED).isPresent();
  }

  /** Its own orders that are under way. */
  private void follow(StoredLatch kill, KillLook look) {
    look.openOf(kill).stream()
        .filter(order -> LastStepGuard.isFlattenedBy(kill, order.order()))
        .map(OpenOrder::clientOrderId)
        .filter(pacing::isTime)
        .forEach(orders::follow);
  }

  private void close(StoredLatch kill, KillLook look, List<OpenOrder> working) {
    long stillWorking = working.stream().filter(order -> WORKING.contains(order.state())).count();
    if (stillWorking > 0) {
      String why = "waits until " + stillWorking + " orders of the scope have ended";
      look.heldIn(kill).forEach(holding -> books.note(kill, holding, why));
      return;
    }
    Map<String, List<Holding>> byAccount =
        due(kill, look).stream()
            .collect(Collectors.groupingBy(Holding::account, TreeMap::new, Collectors.toList()));
    byAccount.forEach((account, holdings) -> close(kill, account, holdings));
  }

  /** The comparison books what was on its way: what is held is read again after it. */
  private void close(StoredLatch kill, String account, List<Holding> before) {
    if (!pacing.isTime(account)) {
      return;
    }
    ReconciliationDesk.Result result = reconciliation.reconcileAccount(account);
    if (!result.clean()) {
      pacing.notSoon(account);
      String why = notClean(result);
      before.forEach(holding -> books.note(kill, holding, why));
      return;
    }
    KillLook now = books.look();
    if (!now.kills().contains(kill)) {
      return;
    }
    reachOnce(kill, KillStep.RECONCILED, now);
    for (Holding holding : due(kill, now)) {
      if (holding.account().equals(account)) {
        place(kill, holding);
      }
    }
  }

  private static String notClean(ReconciliationDesk.Result result) {
    return result.answered()
        ? "books and broker differ: " + String.join("; ", result.breaks())
        : "books and broker can't be compared: " + result.detail();
  }

  /** Positions for which an order can be made now; of the others it is noted why not. */
  private List<Holding> due(StoredLatch kill, KillLook look) {
    List<Holding> due = new ArrayList<>();
    for (Holding holding : look.heldIn(kill)) {
      Optional<String> why = whyNot(kill, holding, look);
      why.ifPresentOrElse(reason -> books.note(kill, holding, reason), () -> due.add(holding));
    }
    return due;
  }

  private Optional<String> whyNot(StoredLatch kill, Holding holding, KillLook look) {
    if (look.whose(kill, holding) == Whose.UNTOLD) {
      return Optional.of("the books can't tell how much of it is of " + kill.latch().scope());
    }
    if (!look.isClosedBy(kill, holding)) {
      return Optional.of("a wider kill closes it");
    }
    Optional<OpenOrder> open = look.openIn(holding);
    if (open.isPresent()) {
      return open.map(order -> order.clientOrderId() + " may still fill, it is " + order.state());
    }
    List<JournalOrder> attempts = orders.attempts(kill, holding);
    return orders.isDue(attempts)
        ? Optional.empty()
        : Optional.of(FlattenOrders.told(attempts.getLast()) + "; tried again later");
  }

  private void place(StoredLatch kill, Holding holding) {
    String told =
        orders
            .place(kill, holding, orders.attempts(kill, holding))
            .map(FlattenOrders::told)
            .orElse("waits until its account's market time stands");
    books.note(kill, holding, told);
  }

  /** All that is to be ended has ended: the broker has the last word. */
  private void settle(StoredLatch kill, KillLook look) {
    if (KillLook.flattens(kill)) {
      reachOnce(kill, KillStep.FLATTENED, look);
    }
    String settling = "settle/" + kill.latch().commandId();
    if (!pacing.isTime(settling)) {
      return;
    }
    long bookedBefore = books.steps().newestBooking();
    for (String account : accountsOf(kill.latch().scope())) {
      ReconciliationDesk.Result result = reconciliation.reconcileAccount(account);
      if (!result.clean()) {
        pacing.notSoon(settling);
        LOG.warn("{} is not confirmed: {}", kill.latch().commandId(), notClean(result));
        return;
      }
    }
    KillLook now = books.look();
    if (now.kills().contains(kill) && isNothingLeft(kill, now)) {
      reachOnce(kill, KillStep.RECONCILED, now);
      books.steps().reach(kill.latch().commandId(), KillStep.CONFIRMED, bookedBefore);
      LOG.warn("{} is confirmed", kill.latch().commandId());
      scribe.write();
    }
  }

  private static boolean isNothingLeft(StoredLatch kill, KillLook look) {
    return look.openOf(kill).isEmpty() && (!KillLook.flattens(kill) || look.heldIn(kill).isEmpty());
  }

  private List<String> accountsOf(ControlScope scope) {
    String named = scope.owners().account();
    return accounts.all().stream()
        .map(AccountRow::account)
        .filter(account -> named == null || named.equals(account))
        .toList();
  }

  private void reachOnce(StoredLatch kill, KillStep step, KillLook look) {
    if (look.reached(kill, step).isEmpty()) {
      reach(kill, step);
    }
  }

  private void reach(StoredLatch kill, KillStep step) {
    books.steps().reach(kill.latch().commandId(), step, books.steps().newestBooking());
  }
}
