package dev.aurora.service.drill.crash;

/** What a round kills. */
public enum CrashVictim {
  /** SIGKILL to the process that holds API and workers. */
  SERVICE("service and its workers"),
  /** SIGKILL to the Temporal server. */
  TEMPORAL("Temporal server"),
  /** SIGKILL to both at once. */
  SERVICE_AND_TEMPORAL("service and Temporal server"),
  /** Nothing gets through to the broker for some seconds. */
  BROKER_LINK("broker link");

  private final String words;

  CrashVictim(String words) {
    this.words = words;
  }

  /** As the table says it. */
  public String words() {
    return words;
  }

  boolean hitsService() {
    return this == SERVICE || this == SERVICE_AND_TEMPORAL;
  }

  boolean hitsTemporal() {
    return this == TEMPORAL || this == SERVICE_AND_TEMPORAL;
  }
}
