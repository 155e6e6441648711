package dev.aurora.service.release;

import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.person.Approval;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.PayloadDigest;
import dev.aurora.service.person.Person;
import dev.aurora.service.sweep.KillProgress;
import dev.aurora.service.sweep.KillProgress.Open;
import dev.aurora.service.sweep.KillSweep;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * A person states that the orders which a kill could not bring to an end were looked up at the
 * broker. The statement counts for those orders in the state that they had: one more, or one that
 * has moved, and the kill is INCOMPLETE again. Thread-safe.
 */
public final class KillConfirmations {

  private final Database database;
  private final ControlStore store;
  private final KillSweep sweep;
  private final Approvals approvals;

  public KillConfirmations(
      Database database, ControlStore store, KillSweep sweep, Approvals approvals) {
    this.database = database;
    this.store = store;
    this.sweep = sweep;
    this.approvals = approvals;
  }

  /** What came of a statement. */
  public sealed interface Answer {}

  /** It is recorded, with these orders. */
  public record Recorded(Approval approval, List<Open> orders) implements Answer {

    public Recorded {
      orders = List.copyOf(orders);
    }
  }

  /** Nothing is recorded. */
  public record Refused(Refusal why) implements Answer {}

  /**
   * Records the statement.
   *
   * @param seen client order ids that the person had in front of them: every open order must be
   *     among them
   * @param reason what the broker said
   */
  public Answer confirm(String commandId, Person person, String reason, Set<String> seen) {
    if (!person.holdsOneOf(KillSteps.ANSWERING)) {
      return new Refused(
          new Refusal(
              true,
              "role-lacking",
              person.name() + " is neither operator nor risk, and can't confirm a kill.",
              "Ask somebody who is: `aurora persons list`."));
    }
    if (reason.isBlank()) {
      return refused("cause-needed", "A statement says what the broker said.", "Give --reason.");
    }
    Optional<StoredLatch> kill = inForce(commandId);
    if (kill.isEmpty()) {
      return refused(
          "no-such-latch",
          "Nothing is in force under " + commandId + ".",
          "`aurora kill status` names what is in force.");
    }
    KillProgress progress = sweep.progress(kill.get());
    if (progress.state() != KillProgress.State.INCOMPLETE) {
      return refused(
          "nothing-to-confirm",
          commandId + " has no unconfirmed order: " + progress.sentence() + ".",
          "There is nothing to do.");
    }
    List<String> unseen =
        progress.unconfirmed().stream().filter(what -> !seen.contains(what)).toList();
    return unseen.isEmpty()
        ? recorded(commandId, person, reason, progress)
        : refused(
            "more-is-open",
            "The list has changed; not looked up yet: " + String.join(", ", unseen) + ".",
            "Look these up at the broker too, then confirm again.");
  }

  private Answer recorded(String commandId, Person person, String reason, KillProgress progress) {
    List<Open> orders = progress.open();
    Approval approval =
        approvals.record(
            KillSteps.CONFIRM,
            commandId,
            digest(progress),
            person,
            reason,
            (handle, own) -> orders.forEach(order -> insert(handle, own.id(), commandId, order)));
    return new Recorded(approval, orders);
  }

  private Optional<StoredLatch> inForce(String commandId) {
    return store.read().inForce().stream()
        .filter(stored -> stored.latch().commandId().equals(commandId))
        .findFirst();
  }

  /** The newest statement, as long as statements cover all that is open now. */
  public Optional<Approval> covering(StoredLatch kill, KillProgress progress) {
    if (progress.state() != KillProgress.State.INCOMPLETE) {
      return Optional.empty();
    }
    String commandId = kill.latch().commandId();
    if (progress.open().isEmpty() || !progress.held().isEmpty()) {
      return exactly(commandId, progress);
    }
    Set<String> stated = stated(commandId);
    Set<String> open =
        progress.open().stream()
            .map(order -> key(order.clientOrderId(), order.state().name()))
            .collect(Collectors.toSet());
    if (!stated.containsAll(open)) {
      return Optional.empty();
    }
    return approvals.usedFor(commandId).stream()
        .filter(approval -> approval.action().equals(KillSteps.CONFIRM))
        .reduce((earlier, later) -> later);
  }

  /** Positions move by units: a statement counts for the very list that it was made of. */
  private Optional<Approval> exactly(String commandId, KillProgress progress) {
    return approvals.usedFor(commandId).stream()
        .filter(approval -> approval.action().equals(KillSteps.CONFIRM))
        .filter(approval -> approval.payloadDigest().equals(digest(progress)))
        .reduce((earlier, later) -> later);
  }

  private static String digest(KillProgress progress) {
    return PayloadDigest.of(
        Stream.concat(progress.open().stream().map(Open::toString), progress.unconfirmed().stream())
            .toArray(String[]::new));
  }

  private Set<String> stated(String commandId) {
    return new HashSet<>(
        database.transaction(
            handle ->
                handle
                    .createQuery(
                        """
                        select client_order_id, order_state from kill_confirmed_orders
                        where command_id = :id\
                        """)
                    .bind("id", commandId)
                    .map(
                        (row, context) ->
                            key(row.getString("client_order_id"), row.getString("order_state")))
                    .list()));
  }

  /** A client order id has no space. */
  private static String key(String orderId, String state) {
    return state + " " + orderId;
  }

  private static void insert(Handle handle, String approvalId, String commandId, Open order) {
    handle
        .createUpdate(
            """
            insert into kill_confirmed_orders (approval_id, command_id, client_order_id,
                order_state, leaves_units)
            values (:approval, :kill, :order, :state, :leaves)\
            """)
        .bind("approval", approvalId)
        .bind("kill", commandId)
        .bind("order", order.clientOrderId())
        .bind("state", order.state().name())
        .bind("leaves", Columns.rounded(order.leaves()))
        .execute();
  }

  private static Refused refused(String code, String detail, String remedy) {
    return new Refused(Refusal.of(code, detail, remedy));
  }
}
