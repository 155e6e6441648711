package dev.aurora.workflows.killswitch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kill-switch workflow knows, carried over continue-as-new from build to build: a part
 * that an older state lacks is empty, one that a newer has is passed over.
 *
 * @param engaged the kills that this workflow has latched and that stand, oldest first, at most
 *     {@link #REMEMBERED_MAX}; the books hold all
 * @param kills every kill in force and the latest that are over, by the books when they were read
 *     last
 * @param refused updates that were refused, oldest first, at most {@link #REFUSED_MAX}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KillSwitchState(
    List<KillCommand> engaged, List<KillStand> kills, List<KillRefusal> refused) {

  /** Signals can be sent by anyone who reaches the server: what is carried on is bounded. */
  public static final int REMEMBERED_MAX = 200;

  /** The same for updates. */
  public static final int REFUSED_MAX = 20;

  public static final KillSwitchState QUIET = new KillSwitchState(List.of(), List.of(), List.of());

  public KillSwitchState {
    engaged = copy(engaged);
    kills = copy(kills);
    refused = copy(refused);
  }

  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
