package dev.aurora.workflows.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rollout's workflow knows, carried over continue-as-new.
 *
 * @param view the newest that it read in the books; null before the first look
 * @param answered commands and what became of them, refusals included, oldest first, at most {@link
 *     #REMEMBERED_MAX}; the books hold every change
 * @param watching whether ramps are watched: since a service that can do so has asked for it
 * @param builds the newest that it knows of builds; null before the first look
 * @param watched the newest look at what ramps; null before the first
 */
public record RolloutState(
    @Nullable RolloutView view,
    List<RolloutAnswer> answered,
    boolean watching,
    @Nullable BuildView builds,
    @Nullable WatchReport watched) {

  /** Anyone who reaches the server can send messages: what is carried on is bounded. */
  public static final int REMEMBERED_MAX = 50;

  public static final RolloutState FRESH = new RolloutState(null, List.of(), false, null, null);

  public RolloutState {
    answered = List.copyOf(answered);
  }
}
