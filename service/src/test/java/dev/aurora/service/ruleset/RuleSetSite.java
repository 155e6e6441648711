package dev.aurora.service.ruleset;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.service.ClientProxy;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.Secrets;
import dev.aurora.service.testing.PolicyCopy;
import dev.aurora.workflows.ruleset.RuleReleaseAnswer;
import dev.aurora.workflows.ruleset.RuleReleaseCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Books with a policy's folder, persons, and any number of processes that answer by the books. */
final class RuleSetSite implements AutoCloseable {

  static final Person ANN = new Person("ann", Set.of(Role.RISK));
  static final Person BOB = new Person("bob", Set.of(Role.OPERATOR));
  static final Person CAT = new Person("cat", Set.of(Role.OPERATOR));

  final JournalFixture books;
  final PolicyCopy folder;
  final RuleReleases releases;
  final ReleaseStore store;
  final RuleReleaseDesk desk;
  final Approvals approvals;
  private final List<RuleSetServices> processes = new ArrayList<>();

  RuleSetSite(Path directory) {
    books = new JournalFixture(directory.resolve("books"));
    folder = PolicyCopy.in(directory.resolve("policy"));
    Secrets secrets = new Secrets(new SecureRandom());
    Persons persons = new Persons(books.database, secrets, books.clock);
    persons.add(ANN, Caller.PROGRAM);
    List.of(BOB, CAT).forEach(person -> persons.add(person, Caller.of(ANN)));
    approvals = new Approvals(books.database, secrets, books.clock);
    store = new ReleaseStore(books.database, books.clock);
    ReleaseProofs proofs = new ReleaseProofs(books.database);
    releases = new RuleReleases(store, proofs, approvals, persons);
    desk =
        new RuleReleaseDesk(
            store,
            proofs,
            new RuleSetWorkers(books.database, books.clock),
            new ShadowRows(books.database, books.clock),
            approvals,
            books.clock);
  }

  /** A process on these books, which has looked once. */
  RuleSetServices process(String name) {
    return process(name, rules -> new TreePolicyEngine(rules, EngineSettings.untimed()));
  }

  RuleSetServices process(String name, Function<RuleSet, PolicyEngine> compile) {
    RuleSetServices process =
        RuleSetServices.of(
            books.database,
            folder.folder(),
            new ReleasePages(ClientProxy.unread(), ""),
            name,
            books.clock,
            compile);
    processes.add(process);
    return process;
  }

  RuleSetFiles files() {
    try {
      return RuleSetFiles.read(folder.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores the folder as it is, as proposed and approved, without its proofs. */
  String approved(ReleaseTerms terms) {
    StoredRuleSet set = StoredRuleSet.of(files().with("note.txt", "revision " + revision()));
    store.add(step("p", ReleaseAction.PROPOSED, set, terms));
    store.add(step("a", ReleaseAction.APPROVED, set, ReleaseTerms.PLAIN));
    return set.release();
  }

  /** As {@link #approved}, and in force. */
  String activated(ReleaseTerms terms) {
    String release = approved(terms);
    processes.forEach(process -> process.patrol().look());
    activate(release);
    return release;
  }

  RuleReleaseAnswer activate(String release) {
    String approval = releases.mayActivate(release, ANN, "now");
    return desk.activate(new RuleReleaseCommand(release, approval));
  }

  private long revision() {
    return store.read().revision();
  }

  private ReleaseStore.Decision step(
      String id, ReleaseAction action, StoredRuleSet set, ReleaseTerms terms) {
    return (standing, now) ->
        new ReleaseStore.Step(
            id + "/" + standing.revision(), action, set, BOB.name(), "a test", terms, null);
  }

  @Override
  public void close() {
    processes.forEach(RuleSetServices::close);
    books.close();
  }
}
