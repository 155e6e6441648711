package dev.aurora.service.cli;

import dev.aurora.rules.engine.PolicyCheck;
import dev.aurora.service.app.KnownFailures;
import dev.aurora.service.app.RollbackVariable;
import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.e2d.model.OnnxModel;
import dev.aurora.service.killswitch.KillVariable;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.run.Strategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code aurora doctor} says of the policy, the data, the switches and the clock. */
final class ShippedChecks {

  /** Clocks of file systems and of the machine differ by less. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private final Invocation invocation;
  private final ServiceLaunch launch;

  ShippedChecks(Invocation invocation) {
    this.invocation = invocation;
    this.launch = new ServiceLaunch(invocation.root(), invocation.environment());
  }

  List<Check> all() {
    return List.of(
        guarded("policy", this::policy),
        guarded("bars", this::bars),
        guarded("model", this::model),
        guarded("switches", this::switches),
        guarded("clock", this::clock));
  }

  /** A check that may fail in the ways of the package it asks. */
  @FunctionalInterface
  private interface Look {
    Check at(String name) throws IOException;
  }

  private static Check guarded(String name, Look look) {
    try {
      return look.at(name);
    } catch (NoSuchFileException e) {
      return Check.fail(name, e.getFile() + " is not there", "Restore it from the checkout.");
    } catch (IOException e) {
      return Check.fail(
          name, "can't be read: " + e.getMessage(), "Make it readable for this user.");
    } catch (RuntimeException e) {
      Problem known = KnownFailures.in(e).orElseThrow(() -> e).problem();
      String where = known.where() == null ? "" : " (" + known.where() + ")";
      return Check.fail(name, known.what() + where, known.remedy());
    }
  }

  private Check policy(String name) throws IOException {
    Path policy = invocation.resolve(launch.rules());
    if (!Files.isDirectory(policy)) {
      return Check.fail(
          name, "no folder " + policy, "Restore rules/policy, or point AURORA_RULES at a policy.");
    }
    PolicyCheck.Report report = PolicyCheck.run(policy);
    return report.clean()
        ? Check.ok(name, report.rules() + " rules and limit scopes, clean")
        : Check.fail(
            name,
            report.problems().size() + " problem(s) in " + policy,
            "Correct what `aurora rules check` shows: no service starts on such a policy.");
  }

  private Check bars(String name) throws IOException {
    BarStore store = BarStore.load(launch.shippedBars(), BarInterval.DAY);
    List<Bar> all =
        store.symbols().stream()
            .flatMap(symbol -> store.series(symbol).stream())
            .flatMap(series -> series.bars().stream())
            .toList();
    Optional<Instant> newest = all.stream().map(Bar::time).max(Instant::compareTo);
    return newest.isPresent()
        ? Check.ok(
            name,
            "%d of %d symbols, up to %s"
                .formatted(
                    all.size(), store.symbols().size(), newest.get().toString().substring(0, 10)))
        : Check.fail(name, "none in " + launch.shippedBars(), "Restore the shipped bars.");
  }

  private Check model(String name) throws IOException {
    Strategies strategies = Strategies.load(launch.data().resolve("strategies"), PaperBroker.NAME);
    if (strategies.all().isEmpty()) {
      return Check.fail(name, "no strategy names one", "Restore service/data/strategies.");
    }
    StringBuilder found = new StringBuilder();
    try {
      for (Strategies.Known known : strategies.all()) {
        OnnxModel.load(known.strategy().model()).close();
        found.append(found.isEmpty() ? "" : ", ");
        found.append(known.strategy().name()).append(" with ").append(known.modelVersion());
      }
    } catch (LinkageError e) {
      return Check.fail(
          name,
          "ONNX Runtime does not start on this machine: " + e.getMessage(),
          "Use a machine that it is built for: Linux with glibc, macOS or Windows, 64 bit.");
    }
    return Check.ok(name, found.toString());
  }

  /** What a person may have set and forgotten. */
  private Check switches(String name) {
    boolean rolledBack = RollbackVariable.isOn(invocation.environment());
    Optional<String> variable =
        KillVariable.reason(invocation.environment().get(KillVariable.NAME));
    Path flag = launch.killFile(invocation.home());
    if (variable.isPresent()) {
      return Check.warn(
          name, variable.get() + ": nothing will be sent", "Unset " + KillVariable.NAME + ".");
    }
    if (Files.exists(flag)) {
      return Check.warn(
          name, flag + " exists: nothing will be sent", "See why it is there, then delete it.");
    }
    return rolledBack
        ? Check.warn(name, "AURORA_ROLLBACK is on", "Unset it when the rollback is over.")
        : Check.ok(name, "no kill and no rollback is set");
  }

  /** Without asking the network: a clock can't be before what was already written. */
  private Check clock(String name) throws IOException {
    Instant now = invocation.clock().instant();
    Instant written = Instant.EPOCH;
    List<Path> places =
        Stream.of(invocation.root(), launch.data(), invocation.home())
            .filter(Files::isDirectory)
            .toList();
    for (Path place : places) {
      Instant changed = Files.getLastModifiedTime(place).toInstant();
      written = changed.isAfter(written) ? changed : written;
    }
    return now.plus(CLOCK_TOLERANCE).isBefore(written)
        ? Check.fail(
            name,
            now + " is before " + written + ", when a folder of Aurora was last changed",
            "Set the clock (NTP): ages of orders and the times in the books come from it.")
        : Check.ok(name, now.toString());
  }
}
