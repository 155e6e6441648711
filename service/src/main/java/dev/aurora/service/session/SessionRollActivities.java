package dev.aurora.service.session;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.order.Heartbeat;
import dev.aurora.workflows.run.DecisionRunInput;
import dev.aurora.workflows.run.SessionActivities;
import dev.aurora.workflows.run.SessionOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The roll of the session, as the workflows ask for it. */
@ApplicationScoped
public class SessionRollActivities implements SessionActivities {

  private final SessionRoll roll;
  private final TradingCalendar calendar;

  @Inject
  public SessionRollActivities(SessionRoll roll, TradingCalendar calendar) {
    this.roll = roll;
    this.calendar = calendar;
  }

  /** For the client proxy. */
  protected SessionRollActivities() {
    this(unread(), unread());
  }

  @Override
  public SessionOutcome roll(DecisionRunInput input) {
    try (Heartbeat beating = Heartbeat.start()) {
      SessionRoll.Rolled rolled = roll.to(input.account(), calendar.next(input.asOf()).date());
      return new SessionOutcome(
          rolled.standsAt(), rolled.sessions(), rolled.actions(), rolled.refused());
    }
  }
}
