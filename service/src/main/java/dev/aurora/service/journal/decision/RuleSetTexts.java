package dev.aurora.service.journal.decision;

import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.language.SourceFile;
import dev.aurora.service.journal.database.Database;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The texts of every rule set that decided, by digest. Thread-safe; rows are only added. */
public final class RuleSetTexts {

  private final Database database;

  public RuleSetTexts(Database database) {
    this.database = database;
  }

  /** Keeps a rule set before it decides; one that is kept already stays as it is. */
  public void keep(RuleSet ruleSet) {
    try {
      database.run(handle -> keep(handle, ruleSet));
    } catch (UnableToExecuteStatementException otherProcess) {
      // Another process that starts now has written the same rows; without them it is no race.
      if (find(ruleSet.digest()).isEmpty()) {
        throw otherProcess;
      }
    }
  }

  private static void keep(Handle handle, RuleSet ruleSet) {
    if (!files(handle, ruleSet.digest()).isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into rule_set_texts (rule_set_digest, file_path, content)
            values (:digest, :path, :content)\
            """);
    for (SourceFile file : ruleSet.files()) {
      batch
          .bind("digest", ruleSet.digest())
          .bind("path", file.path())
          .bind("content", file.text())
          .add();
    }
    batch.execute();
  }

  /** The files of a rule set by path; whoever loads them works out the digest anew. */
  public Optional<List<SourceFile>> find(String digest) {
    return database.transaction(
        handle -> Optional.of(files(handle, digest)).filter(files -> !files.isEmpty()));
  }

  private static List<SourceFile> files(Handle handle, String digest) {
    return handle
        .createQuery(
            """
            select file_path, content from rule_set_texts where rule_set_digest = :digest
            order by file_path\
            """)
        .bind("digest", digest)
        .map((row, context) -> new SourceFile(row.getString(1), row.getString(2)))
        .list();
  }
}
