package dev.aurora.service.demo;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.KillView;
import dev.aurora.service.api.RunAnswer;
import dev.aurora.service.api.RunRequest;
import dev.aurora.service.api.SessionList;
import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.process.ServiceProcess;
import dev.aurora.service.process.ServiceProgram;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.report.TradingReport;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.service.temporal.TemporalTarget;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs E2D day by day over real bars, each day's orders through the policy to the paper broker, on
 * an installation of its own. Killed at any point and started again, it goes on: what is decided,
 * sent and filled stands in books and ledger, and every run is found by its id.
 */
public final class DemoRunner {

  private static final Duration SERVICE_START = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(30);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);
  private static final int WAIT_SECONDS = 20;

  private final Path home;
  private final Path root;
  private final Map<String, String> environment;
  private final Supplier<TemporalConnection> temporal;
  private final DemoProgress progress;

  /**
   * @param home data directory of the installation that the demo lives in
   * @param root the checkout, with rules and shipped data
   * @param temporal brings the server up and says where it is
   */
  public DemoRunner(
      Path home,
      Path root,
      Map<String, String> environment,
      Supplier<TemporalConnection> temporal,
      DemoProgress progress) {
    this.home = home;
    this.root = root;
    this.environment = Map.copyOf(environment);
    this.temporal = temporal;
    this.progress = progress;
  }

  /**
   * Runs or goes on with a demo of these settings.
   *
   * @param keep leaves the service up at the end
   * @throws IOException when the demo's folder can't be written
   */
  public DemoResult run(DemoSettings settings, boolean keep) throws IOException {
    long startedAt = System.nanoTime();
    try (DemoFolder folder = DemoFolder.resumeOrStart(home, settings)) {
      progress.say(
          (folder.resumed() ? "Going on with demo " : "Demo ")
              + folder.number()
              + " in "
              + folder.path());
      progress.say("Starting the Temporal server");
      TemporalTarget target = temporal.get().target();
      progress.say("Starting the service (API, workers, rules)");
      ServiceProcess process =
          new ServiceProcess(folder.path(), ServiceProgram.likeThisJvm(root), environment);
      ServiceRecord service =
          process.start(null, arguments(folder, settings, target), SERVICE_START);
      try {
        ApiClient api = new ApiClient(service, CALL);
        boolean killed = drive(api, folder, settings, target);
        TradingReport report = api.get("/v1/report", TradingReport.class);
        folder.write(killed ? DemoFolder.State.KILLED : DemoFolder.State.FINISHED);
        return new DemoResult(
            folder.number(),
            folder.resumed(),
            report,
            folder.path().resolve("artifacts").toString(),
            links(folder, target, service, keep),
            seconds(System.nanoTime() - startedAt));
      } finally {
        if (!keep) {
          process.stop(STOP_GRACE);
        }
      }
    }
  }

  /** One run a session; answers whether a kill ended the demo before its last session. */
  private boolean drive(
      ApiClient api, DemoFolder folder, DemoSettings settings, TemporalTarget target) {
    boolean killedFromTheStart = api.get("/v1/kill", KillView.class).widest() != null;
    List<LocalDate> sessions =
        api.get("/v1/sessions?count=" + settings.sessions(), SessionList.class).asOf();
    progress.start(folder, target, killedFromTheStart, sessions);
    for (int at = 0; at < sessions.size(); at++) {
      RunAnswer answer = runOne(api, settings, sessions.get(at));
      progress.session(at + 1, sessions.size(), sessions.get(at), answer);
      if (answer.killed() != null && !killedFromTheStart) {
        return true;
      }
    }
    return killedFromTheStart;
  }

  private static RunAnswer runOne(ApiClient api, DemoSettings settings, LocalDate asOf) {
    RunRequest request =
        new RunRequest(settings.account(), settings.strategy(), asOf, 1, WAIT_SECONDS, null);
    RunAnswer answer;
    do {
      answer = api.post("/v1/runs", request, Duration.ofSeconds(WAIT_SECONDS), RunAnswer.class);
    } while (!answer.done());
    return answer;
  }

  private List<String> arguments(DemoFolder folder, DemoSettings settings, TemporalTarget target) {
    ServiceLaunch launch = new ServiceLaunch(root, environment);
    return launch.arguments(
        List.of(folder.path().resolve("kill.flag"), launch.killFile(home)),
        Path.of(settings.bars()),
        folder.prefix(),
        target);
  }

  private static Map<String, String> links(
      DemoFolder folder, TemporalTarget target, ServiceRecord service, boolean keep) {
    Map<String, String> links = new LinkedHashMap<>();
    @Nullable String ui = target.uiUrl();
    if (ui != null) {
      String list = ui + "/workflows";
      links.put(
          "temporalUi",
          list + "?query=" + urlEncode("WorkflowId STARTS_WITH \"" + folder.prefix() + "\""));
      links.put("killSwitch", list + "/" + urlEncode(folder.prefix() + "kill-switch"));
    }
    links.put("books", folder.path().toString());
    if (keep) {
      links.put("service", service.uri("/").toString());
    }
    return links;
  }

  private static String urlEncode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static BigDecimal seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).setScale(1, RoundingMode.HALF_UP);
  }
}
