package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.killswitch.KillDesk;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.release.KillConfirmations;
import dev.aurora.service.sweep.KillProgress;
import dev.aurora.service.sweep.KillSweep;
import dev.aurora.workflows.killswitch.KillLevel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Puts together what callers see of the kill switch. */
@ApplicationScoped
public class KillViews {

  private final KillDesk desk;
  private final ControlStore store;
  private final KillSweep sweep;
  private final KillConfirmations confirmations;
  private final Approvals approvals;

  @Inject
  public KillViews(
      KillDesk desk,
      ControlStore store,
      KillSweep sweep,
      KillConfirmations confirmations,
      Approvals approvals) {
    this.desk = desk;
    this.store = store;
    this.sweep = sweep;
    this.confirmations = confirmations;
    this.approvals = approvals;
  }

  /** For the client proxy. */
  protected KillViews() {
    this(unread(), unread(), unread(), unread(), unread());
  }

  /** As it is now. */
  public KillView now() {
    List<StoredLatch> kills =
        store.read().inForce().stream()
            .filter(stored -> stored.bindingLevel() != KillLevel.REDUCE_ONLY)
            .toList();
    Map<String, KillProgress> progress =
        kills.isEmpty() ? Map.of() : new TreeMap<>(sweep.progress(kills));
    Map<String, KillView.Word> confirmed = new TreeMap<>();
    for (StoredLatch stored : kills) {
      String id = stored.latch().commandId();
      confirmations
          .covering(stored, Objects.requireNonNull(progress.get(id)))
          .ifPresent(word -> confirmed.put(id, KillView.Word.of(word)));
    }
    return new KillView(
        desk.widest().orElse(null),
        desk.engaged(),
        progress,
        confirmed,
        approvals.waiting().stream()
            .filter(approval -> approval.action().startsWith("kill."))
            .map(KillView.Word::of)
            .toList());
  }
}
