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
import java.util.Map;
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
    Map<String, KillProgress> progress = new TreeMap<>();
    Map<String, KillView.Word> confirmed = new TreeMap<>();
    for (StoredLatch stored : store.read().inForce()) {
      if (stored.bindingLevel() != KillLevel.REDUCE_ONLY) {
        String id = stored.latch().commandId();
        KillProgress found = sweep.progress(stored);
        progress.put(id, found);
        confirmations
            .covering(stored, found)
            .ifPresent(word -> confirmed.put(id, KillView.Word.of(word)));
      }
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
