package dev.aurora.service.process;

/** What is known about the service of a data directory. */
public sealed interface ServiceStatus {

  /** No service runs. */
  record Stopped() implements ServiceStatus {}

  /** It died without taking its record away; the next start does. */
  record Dead(ServiceRecord last) implements ServiceStatus {}

  /** A service owns the data directory and has not yet said how to reach it. */
  record Starting(String detail) implements ServiceStatus {}

  /** It runs and answers that it is not ready, or does not answer. */
  record NotReady(ServiceRecord service, String detail) implements ServiceStatus {}

  /** It runs and takes work. */
  record Ready(ServiceRecord service) implements ServiceStatus {}
}
