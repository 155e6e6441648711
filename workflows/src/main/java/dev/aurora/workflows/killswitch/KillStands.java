package dev.aurora.workflows.killswitch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** Kills by the books: those in force, the widest first, then the latest that are over. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KillStands(List<KillStand> kills) {

  public KillStands {
    kills = List.copyOf(kills);
  }
}
