package dev.aurora.service.journal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.journal.database.DatabaseUnavailable.Reason;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

  @TempDir Path directory;

  @Test
  void opensTheSameFileAgain() {
    open().close();
    try (Database again = open()) {
      assertThat(accounts(again)).isEmpty();
    }
  }

  @Test
  void opensAFileOnAPathWithSpaces() throws Exception {
    Path spaced = Files.createDirectory(directory.resolve("a folder"));
    try (Database database =
        Database.open(DatabaseUrl.file(spaced, "books"), Database.JOURNAL_MIGRATIONS)) {
      assertThat(accounts(database)).isEmpty();
    }
    assertThat(spaced.resolve("books.mv.db")).exists();
  }

  @Test
  void refusesAFileOfANewerAurora() {
    try (Database database = open()) {
      database.run(
          handle ->
              handle.execute(
                  """
                  insert into "flyway_schema_history" ("installed_rank", "version", "description",
                      "type", "script", "checksum", "installed_by", "execution_time", "success")
                  values (99, '99', 'from the future', 'SQL', 'V99__x.sql', 1, 'x', 1, true)\
                  """));
    }

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            DatabaseUnavailable.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.NEWER_SCHEMA);
              assertThat(refused).hasMessageContaining("99").hasMessageContaining("newer");
            });
  }

  @Test
  void refusesAFileWhoseMigrationsWereChangedAfterwards() {
    try (Database database = open()) {
      database.run(
          handle -> handle.execute("update \"flyway_schema_history\" set \"checksum\" = 1"));
    }

    assertRefused(Reason.MIGRATION_FAILED);
  }

  @Test
  void saysThatAnotherProcessHasTheFile() throws Exception {
    open().close();
    try (FileChannel file =
            FileChannel.open(directory.resolve("books.mv.db"), StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertRefused(Reason.IN_USE);
    }
  }

  @Test
  void saysThatAFileIsNotADatabase() throws Exception {
    Files.writeString(directory.resolve("books.mv.db"), "not a database at all\n".repeat(1_000));

    assertRefused(Reason.UNREADABLE);
  }

  @Test
  void saysThatTheLoginIsWrong() {
    open().close();

    assertThatThrownBy(
            () ->
                Database.open(
                    DatabaseUrl.file(directory, "books"),
                    new DatabaseLogin("mallory", "guess"),
                    Database.JOURNAL_MIGRATIONS))
        .isInstanceOfSatisfying(
            DatabaseUnavailable.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.LOGIN_REFUSED));
  }

  @Test
  void saysThatThereIsNoDriver() {
    assertThatThrownBy(
            () ->
                Database.open(
                    new DatabaseUrl("jdbc:nonsense://host/db"), Database.JOURNAL_MIGRATIONS))
        .isInstanceOfSatisfying(
            DatabaseUnavailable.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.UNREACHABLE));
  }

  @Test
  void undoesAWholeTransactionThatThrows() {
    try (Database database = open()) {
      assertThatThrownBy(
              () ->
                  database.run(
                      handle -> {
                        handle.execute("insert into firm (firm_id) values (2)");
                        throw new IllegalArgumentException("no");
                      }))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(
              database.<Integer>transaction(
                  handle ->
                      handle.createQuery("select count(*) from firm").mapTo(Integer.class).one()))
          .isEqualTo(1);
    }
  }

  @Test
  void makesEveryFileUrlDurable() {
    assertThat(new DatabaseUrl("jdbc:h2:file:/data/books").jdbcUrl())
        .isEqualTo(
            "jdbc:h2:file:/data/books;WRITE_DELAY=0;LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE");
    assertThat(DatabaseUrl.of(" jdbc:postgresql://host/db ", directory, "books").jdbcUrl())
        .isEqualTo("jdbc:postgresql://host/db");
    assertThat(DatabaseUrl.of("  ", directory, "books"))
        .isEqualTo(DatabaseUrl.file(directory, "books"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:books",
        "jdbc:h2:file:/data/books;WRITE_DELAY=500",
        "jdbc:h2:file:/data/books;write_delay=1",
        "postgres://host/db",
      })
  void refusesAUrlThatLosesOrdersOrIsNone(String url) {
    assertThatThrownBy(() -> new DatabaseUrl(url))
        .isInstanceOfSatisfying(
            DatabaseUnavailable.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.URL_REFUSED));
  }

  private Database open() {
    return Database.open(DatabaseUrl.file(directory, "books"), Database.JOURNAL_MIGRATIONS);
  }

  private void assertRefused(Reason reason) {
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            DatabaseUnavailable.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private static List<String> accounts(Database database) {
    return database.transaction(
        handle -> handle.createQuery("select account from accounts").mapTo(String.class).list());
  }
}
