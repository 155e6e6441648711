package dev.aurora.service.app;

import static dev.aurora.service.ClientProxy.unread;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready = order workers poll, which they do only in step with kill switch and rollout. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {

  private final WorkerHost workers;

  @Inject
  public Readiness(WorkerHost workers) {
    this.workers = workers;
  }

  /** For the client proxy. */
  protected Readiness() {
    this(unread());
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("workers").status(workers.ready()).build();
  }
}
