package dev.aurora.service.night;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Holds when, now, the books of every account equal the broker's. */
public final class ReconciliationGate implements Gate {

  private final Comparison comparison;

  /**
   * @param comparison asks for one now
   */
  public ReconciliationGate(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Compares books and broker. */
  @FunctionalInterface
  public interface Comparison {
    /**
     * @throws IOException when nobody can be asked
     */
    List<Account> now() throws IOException;
  }

  /**
   * What was found of an account.
   *
   * @param answered false = the broker was silent
   * @param breaks what differs
   */
  public record Account(String account, boolean answered, List<String> breaks) {

    public Account {
      breaks = List.copyOf(breaks);
    }
  }

  @Override
  public String id() {
    return "reconciliation";
  }

  @Override
  public GateLevel level() {
    return GateLevel.L1;
  }

  @Override
  public String holds() {
    return "the books of every account equal the broker's, now";
  }

  @Override
  public List<Path> reads(GateSubject subject) {
    return List.of();
  }

  @Override
  public void judge(GateSubject subject, Finding finding) throws IOException {
    List<Account> accounts = comparison.now();
    if (accounts.isEmpty()) {
      finding.against("there is no account to compare");
    }
    Digests digest = new Digests();
    for (Account account : accounts) {
      digest.add(account.toString());
      if (!account.answered()) {
        finding.against(account.account() + ": the broker does not answer");
      }
      account.breaks().forEach(each -> finding.against(account.account() + ": " + each));
    }
    finding.evidence("accounts", accounts.stream().map(Account::account).toList());
    finding.judged("what was compared", digest.finish());
  }
}
