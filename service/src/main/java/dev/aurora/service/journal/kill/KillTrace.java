package dev.aurora.service.journal.kill;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Origin;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.decision.FactsJson;
import dev.aurora.service.journal.kill.KillReceipt.Line;
import dev.aurora.service.journal.kill.KillReceipt.Occasion;
import dev.aurora.service.journal.kill.KillReceipt.Person;
import dev.aurora.service.journal.kill.KillReceipt.Times;
import dev.aurora.service.journal.kill.KillReceipt.Unconfirmed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what a kill left in the books, inside a transaction of the caller. */
final class KillTrace {

  private final Handle handle;
  private final StoredLatch kill;
  private final Latch latch;

  KillTrace(Handle handle, StoredLatch kill) {
    this.handle = handle;
    this.kill = kill;
    this.latch = kill.latch();
  }

  KillReceipt receipt(Occasion occasion, List<Unconfirmed> unconfirmed) {
    List<Filled> filled = filled();
    List<Line> exits = lines(filled, order -> order.origin() == Origin.MANUAL_EXIT);
    return new KillReceipt(
        latch.commandId(),
        latch.scope().toString(),
        latch.level(),
        latch.source().name().toLowerCase(Locale.ROOT),
        latch.engagedBy(),
        latch.reason(),
        occasion,
        times(occasion),
        ended("CANCELLED"),
        ended("BLOCKED"),
        lines(filled, order -> order.origin() == Origin.STRATEGY),
        lines(filled, order -> order.origin() == Origin.KILL_FLATTEN),
        exits,
        unconfirmed,
        persons(exits),
        kill.releaseCause());
  }

  private record Filled(Order order, BigDecimal units) {}

  private Times times(Occasion occasion) {
    Map<KillStep, Instant> steps = steps();
    List<Instant> cancels = cancels();
    return new Times(
        latch.engagedAt(),
        steps.get(KillStep.BLOCKED),
        cancels.isEmpty() ? null : cancels.getFirst(),
        cancels.isEmpty() ? null : cancels.getLast(),
        steps.get(KillStep.CANCELS_CONFIRMED),
        steps.get(KillStep.RECONCILED),
        steps.get(KillStep.FLATTENED),
        steps.get(KillStep.CONFIRMED),
        kill.easedAt(),
        occasion == Occasion.RELEASED ? kill.releasedAt() : null);
  }

  private Map<KillStep, Instant> steps() {
    Map<KillStep, Instant> steps = new EnumMap<>(KillStep.class);
    handle
        .createQuery("select step, first_at, last_at from kill_steps where command_id = :id")
        .bind("id", latch.commandId())
        .map(
            (row, context) -> {
              KillStep step = KillStep.valueOf(row.getString("step"));
              // Confirmed again after a late fill, the last time is the one that counts.
              String column = step == KillStep.CONFIRMED ? "last_at" : "first_at";
              return Map.entry(step, Columns.moment(row, column));
            })
        .forEach(entry -> steps.put(entry.getKey(), entry.getValue()));
    return steps;
  }

  /** When cancels of the scope were asked for since, in order. */
  private List<Instant> cancels() {
    List<Instant> times = new ArrayList<>();
    handle
        .createQuery(
            """
            select b.first_at, b.last_at, o.payload_json from outbox b
                join orders o on o.client_order_id = b.client_order_id
            where b.message = 'CANCEL' and b.last_at >= :since\
            """)
        .bind("since", Columns.time(latch.engagedAt()))
        .map(
            (row, context) ->
                new Asked(
                    FactsJson.readOrder(row.getString("payload_json")),
                    Columns.moment(row, "first_at"),
                    Columns.moment(row, "last_at")))
        .list()
        .stream()
        .filter(asked -> covers(asked.order()))
        .forEach(
            asked -> {
              if (!asked.firstAt().isBefore(latch.engagedAt())) {
                times.add(asked.firstAt());
              }
              times.add(asked.lastAt());
            });
    return times.stream().sorted().toList();
  }

  private record Asked(Order order, Instant firstAt, Instant lastAt) {}

  /** Orders of the scope that ended so since, in the order of their ends. */
  private List<Line> ended(String state) {
    return handle
        .createQuery(
            """
            select o.payload_json, o.filled_units from order_events e
                join orders o on o.client_order_id = e.client_order_id
            where e.to_state = :state and e.recorded_at >= :since order by e.event_id\
            """)
        .bind("state", state)
        .bind("since", Columns.time(latch.engagedAt()))
        .map(
            (row, context) ->
                new Filled(
                    FactsJson.readOrder(row.getString("payload_json")),
                    Columns.amount(row, "filled_units")))
        .list()
        .stream()
        .filter(found -> covers(found.order()))
        .map(found -> line(found.order(), found.units()))
        .toList();
  }

  /** Fills of the scope that were booked since, in the order of their booking. */
  private List<Filled> filled() {
    return handle
        .createQuery(
            """
            select o.payload_json, f.quantity_units from fills f
                join orders o on o.client_order_id = f.client_order_id
            where f.booked_at >= :since order by f.booking_index\
            """)
        .bind("since", Columns.time(latch.engagedAt()))
        .map(
            (row, context) ->
                new Filled(
                    FactsJson.readOrder(row.getString("payload_json")),
                    Columns.amount(row, "quantity_units")))
        .list()
        .stream()
        .filter(found -> covers(found.order()))
        .toList();
  }

  private static List<Line> lines(List<Filled> filled, Predicate<Order> which) {
    Map<Order, BigDecimal> units = new LinkedHashMap<>();
    filled.stream()
        .filter(found -> which.test(found.order()))
        .forEach(found -> units.merge(found.order(), found.units(), BigDecimal::add));
    return units.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())).toList();
  }

  private static Line line(Order order, BigDecimal units) {
    return new Line(
        String.valueOf(order.clientOrderId()),
        String.valueOf(order.account()),
        String.valueOf(order.symbol()),
        Objects.requireNonNull(order.side(), "an order that was approved has a side"),
        units);
  }

  private boolean covers(Order order) {
    return latch.scope().covers(ControlOwners.of(order));
  }

  private List<Person> persons(List<Line> exits) {
    List<Person> persons = new ArrayList<>();
    persons.add(new Person(latch.engagedBy(), "engaged"));
    for (Line exit : exits) {
      ExitBook.find(handle, exit.clientOrderId())
          .ifPresent(
              asked -> {
                persons.add(new Person(asked.askedBy(), "asked for " + exit.clientOrderId()));
                add(persons, asked.agreedBy(), "agreed to " + exit.clientOrderId());
              });
    }
    List<Person> approved = approved();
    persons.addAll(approved);
    if (approved.isEmpty()) {
      add(persons, kill.releasedBy(), kill.inForce() ? "eased" : "released");
    }
    return persons;
  }

  /** What persons have approved and done for the kill: confirmed, eased, opened. */
  private List<Person> approved() {
    return handle
        .createQuery(
            """
            select person, action from approvals
            where subject = :id and used_at is not null order by used_at, approved_at, person\
            """)
        .bind("id", latch.commandId())
        .map((row, context) -> new Person(row.getString("person"), row.getString("action")))
        .list();
  }

  private static void add(List<Person> persons, @Nullable String name, String did) {
    if (name != null) {
      persons.add(new Person(name, did));
    }
  }
}
