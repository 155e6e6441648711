package dev.aurora.service.api;

import java.time.LocalDate;
import java.util.List;

/** Sessions that a run can be made for on this installation's bars, oldest first. */
public record SessionList(List<LocalDate> asOf) {

  public SessionList {
    asOf = List.copyOf(asOf);
  }
}
