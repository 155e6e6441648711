package dev.aurora.service.app;

import dev.aurora.service.gate.FlagSources;
import dev.aurora.service.temporal.TemporalConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one service process was started with. Read once; nothing else in the service reads
 * environment variables or system properties.
 *
 * @param home data directory: books, ledger, artifacts, {@code kill.flag}
 * @param killFiles the flag files that stop this installation: its own, and for a demo also that of
 *     the installation that it lives in
 * @param killVariable text of {@code AURORA_KILL}, null when unset
 * @param deadMan how long no operator may be silent; null = as long as they like
 * @param rollback whether {@code AURORA_ROLLBACK} is on: new executions take the baseline stage
 * @param stores where books and paper ledger are
 * @param rules folder of the policy
 * @param data folder of shipped bars, models and strategies
 * @param bars file or folder of bars that this installation runs on
 * @param prefix sets this installation's workflow ids and task queues apart; empty = the main one
 * @param featureFlags the variables of the environment that may be feature flags
 * @param temporal the server to work with
 * @param drillFaults file by which a drill lets the paper broker go wrong; null = it works
 * @param token secret that a caller of the API must show
 */
public record Settings(
    Path home,
    int port,
    List<Path> killFiles,
    @Nullable String killVariable,
    @Nullable Duration deadMan,
    boolean rollback,
    Stores stores,
    Path rules,
    Path data,
    Path bars,
    String prefix,
    Map<String, String> featureFlags,
    TemporalConnection temporal,
    @Nullable Path drillFaults,
    String token) {

  public Settings {
    Objects.requireNonNull(home, "home");
    killFiles = List.copyOf(killFiles);
    Objects.requireNonNull(stores, "stores");
    Objects.requireNonNull(rules, "rules");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(bars, "bars");
    Objects.requireNonNull(prefix, "prefix");
    featureFlags = Map.copyOf(featureFlags);
    Objects.requireNonNull(temporal, "temporal");
    Objects.requireNonNull(token, "token");
  }

  /** Splits and dividends of the shipped bars. */
  public Path corporateActions() {
    return data.resolve("corporate-actions").resolve("actions_2000_2013_derived.csv");
  }

  /** Which feature flags there are: registry, decision records of the checkout, environment. */
  public FlagSources flags() {
    return FlagSources.of(data, root(), featureFlags);
  }

  /** The checkout that the shipped data is part of. */
  public Path root() {
    return data.resolve("..").resolve("..").normalize();
  }

  /** Logs print settings: without the token. */
  @Override
  public String toString() {
    return "Settings[home=" + home + ", port=" + port + ", prefix=" + prefix + "]";
  }
}
