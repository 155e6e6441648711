package dev.aurora.service.release;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.person.Approvals;
import dev.aurora.workflows.killswitch.KillApproval;
import dev.aurora.workflows.killswitch.KillRecordActivities;
import dev.aurora.workflows.killswitch.KillStands;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Tells the kill switch's workflow what the books say. */
@ApplicationScoped
public class KillRecord implements KillRecordActivities {

  private final KillStandings standings;
  private final Approvals approvals;

  @Inject
  public KillRecord(KillStandings standings, Approvals approvals) {
    this.standings = standings;
    this.approvals = approvals;
  }

  /** For the client proxy. */
  protected KillRecord() {
    this(unread(), unread());
  }

  @Override
  public KillStands stands() {
    return standings.now();
  }

  @Override
  public boolean approved(KillApproval approval) {
    List<String> actions =
        switch (approval.deed()) {
          case CONFIRM -> List.of(KillSteps.CONFIRM);
          case RELEASE -> List.of(KillSteps.EASE.action(), KillSteps.OPEN.action());
        };
    return actions.stream()
        .anyMatch(action -> approvals.isUsed(approval.approvalId(), action, approval.commandId()));
  }
}
