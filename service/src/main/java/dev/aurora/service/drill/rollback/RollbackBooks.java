package dev.aurora.service.drill.rollback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.fact.Stage;
import dev.aurora.service.app.Stores;
import dev.aurora.service.drill.crash.CrashSite;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.stage.Changes;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What histories, books and the broker's ledger say of an order, each read by itself, with no
 * service running.
 */
final class RollbackBooks implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database journal;
  private final Database ledger;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  RollbackBooks(Path home, TemporalConnection connection) {
    Stores stores = Stores.files(home);
    journal =
        Database.open(stores.books(), stores.loginOf(stores.books()), Database.JOURNAL_MIGRATIONS);
    ledger =
        Database.open(stores.ledger(), stores.loginOf(stores.ledger()), Database.PAPER_MIGRATIONS);
    stubs = WorkflowServiceStubs.newServiceStubs(connection.stubs());
    client = WorkflowClient.newInstance(stubs, connection.client());
  }

  @Override
  public void close() {
    stubs.shutdownNow();
    journal.close();
    ledger.close();
  }

  List<DrilledOrder> orders(List<String> ids) {
    Map<String, String> states =
        texts(journal, "select client_order_id, state as text from orders");
    Map<String, String> facts =
        texts(journal, "select client_order_id, facts_json as text from decision_records");
    Map<String, String> atBroker =
        texts(
            ledger,
            """
            select client_order_id, cast(count(*) as varchar(20)) as text from paper_orders
            group by client_order_id\
            """);
    return ids.stream().map(id -> order(id, states, facts, atBroker)).toList();
  }

  private DrilledOrder order(
      String id,
      Map<String, String> states,
      Map<String, String> facts,
      Map<String, String> broker) {
    String workflowId = WorkflowIds.order(CrashSite.DRILL, RollbackLoad.ACCOUNT, id);
    WorkflowStub page = client.newUntypedWorkflowStub(workflowId);
    Map<?, ?> snapshot =
        Objects.requireNonNull(
            page.describe().getMemo("snapshot", Map.class, Map.class), "snapshot");
    return new DrilledOrder(
        id,
        recorded(workflowId),
        stage(page.describe().getTypedSearchAttributes().get(SearchAttributes.STAGE)),
        checkedAt(Objects.requireNonNull(facts.get(id), "no decision of " + id)),
        ((Number) Objects.requireNonNull(snapshot.get("policyRevision"))).longValue(),
        Objects.requireNonNull(states.get(id), "no order " + id),
        Long.parseLong(broker.getOrDefault(id, "0")));
  }

  /** By the marker itself: what the SDK would make of it is not asked. */
  private Stage recorded(String workflowId) {
    int version =
        client.fetchHistory(workflowId).getEvents().stream()
            .filter(event -> event.getEventType() == EventType.EVENT_TYPE_MARKER_RECORDED)
            .flatMap(event -> stageVersion(event).stream())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no stage recorded by " + workflowId));
    return switch (version) {
      case 1 -> Stage.WEEK_ONE;
      case 2 -> Stage.WEEK_TWO;
      default -> Stage.BASELINE;
    };
  }

  private static Optional<Integer> stageVersion(HistoryEvent event) {
    var details = event.getMarkerRecordedEventAttributes().getDetailsMap();
    var changeId = details.get("changeId");
    var version = details.get("version");
    if (changeId == null
        || version == null
        || !Changes.STAGE.equals(value(changeId.getPayloads(0), String.class))) {
      return Optional.empty();
    }
    return Optional.of(value(version.getPayloads(0), Integer.class));
  }

  private static <T> T value(io.temporal.api.common.v1.Payload payload, Class<T> type) {
    return DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, type, type);
  }

  private static Stage stage(String word) {
    return Stage.ofWord(word).orElseThrow(() -> new IllegalStateException("no stage: " + word));
  }

  private static Stage checkedAt(String facts) {
    try {
      return Stage.valueOf(JSON.readTree(facts).at("/control/stage").asText());
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(notJson);
    }
  }

  private static Map<String, String> texts(Database database, String sql) {
    Map<String, String> texts = new HashMap<>();
    database
        .transaction(
            handle ->
                handle
                    .createQuery(sql)
                    .map(
                        (row, context) ->
                            Map.entry(row.getString("client_order_id"), row.getString("text")))
                    .list())
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
    return texts;
  }

  /** Every revision of the stage policy, by its number: action, stage and share. */
  Map<Long, Revision> revisions() {
    Map<Long, Revision> revisions = new HashMap<>();
    journal
        .transaction(
            handle ->
                handle
                    .createQuery("select revision, action, stage, ramp_percent from stage_policy")
                    .map(
                        (row, context) ->
                            Map.entry(
                                row.getLong("revision"),
                                new Revision(
                                    row.getString("action"),
                                    stage(row.getString("stage")),
                                    row.getInt("ramp_percent"))))
                    .list())
        .forEach(entry -> revisions.put(entry.getKey(), entry.getValue()));
    return revisions;
  }

  /** What one revision made of the rollout, for all. */
  record Revision(String action, Stage stage, int rampPercent) {}
}
