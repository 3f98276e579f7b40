// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.SessionStatement;
import dev.mynah.sql.tree.SessionStatement.Begin;
import dev.mynah.sql.tree.SessionStatement.Commit;
import dev.mynah.sql.tree.SessionStatement.ReleaseSavepoint;
import dev.mynah.sql.tree.SessionStatement.ResetAllSettings;
import dev.mynah.sql.tree.SessionStatement.ResetSetting;
import dev.mynah.sql.tree.SessionStatement.Rollback;
import dev.mynah.sql.tree.SessionStatement.RollbackTo;
import dev.mynah.sql.tree.SessionStatement.Savepoint;
import dev.mynah.sql.tree.SessionStatement.SetSetting;
import dev.mynah.sql.tree.SessionStatement.ShowAllSettings;
import dev.mynah.sql.tree.SessionStatement.ShowSetting;
import dev.mynah.sql.tree.TransactionModes;
import dev.mynah.sql.tree.TransactionModes.Access;
import dev.mynah.sql.tree.TransactionModes.IsolationLevel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStatementTest {
  @ParameterizedTest
  @ValueSource(strings = {"BEGIN", "begin work", "BEGIN TRANSACTION;", "START TRANSACTION"})
  void beginsTransactions(String text) {
    assertThat(SqlParser.parse(text)).isEqualTo(new Begin(TransactionModes.NONE));
  }

  @Test
  void readsTransactionModes() {
    TransactionModes modes =
        new TransactionModes(
            Optional.of(IsolationLevel.REPEATABLE_READ),
            Optional.of(Access.READ_ONLY),
            Optional.of(false));
    assertThat(SqlParser.parse("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY NOT DEFERRABLE"))
        .isEqualTo(new Begin(modes));
    assertThat(
            SqlParser.parse(
                "SET TRANSACTION READ ONLY, ISOLATION LEVEL REPEATABLE READ, NOT DEFERRABLE"))
        .isEqualTo(new SessionStatement.SetTransaction(modes));
    TransactionModes serializable =
        new TransactionModes(
            Optional.of(IsolationLevel.SERIALIZABLE), Optional.empty(), Optional.empty());
    assertThat(
            SqlParser.parse(
                "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
        .isEqualTo(new SessionStatement.SetSessionCharacteristics(serializable));
  }

  @Test
  void endsTransactions() {
    assertThat(SqlParser.parse("COMMIT")).isEqualTo(new Commit(false));
    assertThat(SqlParser.parse("END WORK AND CHAIN")).isEqualTo(new Commit(true));
    assertThat(SqlParser.parse("ROLLBACK TRANSACTION AND NO CHAIN")).isEqualTo(new Rollback(false));
    assertThat(SqlParser.parse("ABORT")).isEqualTo(new Rollback(false));
  }

  @Test
  void readsSavepoints() {
    assertThat(SqlParser.parse("SAVEPOINT \"A\"")).isEqualTo(new Savepoint("A"));
    assertThat(SqlParser.parse("RELEASE SAVEPOINT s")).isEqualTo(new ReleaseSavepoint("s"));
    assertThat(SqlParser.parse("RELEASE savepoint")).isEqualTo(new ReleaseSavepoint("savepoint"));
    assertThat(SqlParser.parse("ROLLBACK WORK TO SAVEPOINT s")).isEqualTo(new RollbackTo("s"));
    assertThat(SqlParser.parse("ROLLBACK TO s")).isEqualTo(new RollbackTo("s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "SET Search_Path TO a, \"B\", 'c' ~ false ~ search_path ~ a,B,c",
        "SET LOCAL statement_timeout = -1 ~ true ~ statement_timeout ~ -1",
        "SET SESSION my.Name = 'x y' ~ false ~ my.name ~ x y",
        "SET wait = ON ~ false ~ wait ~ on",
        "SET TIME ZONE 'Europe/Zurich' ~ false ~ timezone ~ Europe/Zurich",
        "SET LOCAL TIME ZONE -5.5 ~ true ~ timezone ~ -5.5",
        "SET TIME ZONE INTERVAL '-08:00' HOUR TO MINUTE ~ false ~ timezone ~ -08:00",
        "SET NAMES 'utf8' ~ false ~ client_encoding ~ utf8",
        "SET SCHEMA 's' ~ false ~ search_path ~ s",
        "SET ROLE none ~ false ~ role ~ none",
        "SET SESSION AUTHORIZATION bob ~ false ~ session_authorization ~ bob",
        "SET session = 1 ~ false ~ session ~ 1"
      })
  void setsSettings(String text, boolean local, String name, String values) {
    assertThat(SqlParser.parse(text))
        .isEqualTo(new SetSetting(local, name, List.of(values.split(","))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SET timezone TO DEFAULT", "SET TIME ZONE LOCAL", "SET TIME ZONE DEFAULT"})
  void givesDefaultsBackWithoutValues(String text) {
    assertThat(SqlParser.parse(text)).isEqualTo(new SetSetting(false, "timezone", List.of()));
  }

  @Test
  void resetsAndShowsSettings() {
    assertThat(SqlParser.parse("RESET ALL")).isEqualTo(new ResetAllSettings());
    assertThat(SqlParser.parse("RESET TIME ZONE")).isEqualTo(new ResetSetting("timezone"));
    assertThat(SqlParser.parse("SHOW ALL")).isEqualTo(new ShowAllSettings());
    assertThat(SqlParser.parse("SHOW Server_Version")).isEqualTo(new ShowSetting("server_version"));
    assertThat(SqlParser.parse("SHOW TRANSACTION ISOLATION LEVEL"))
        .isEqualTo(new ShowSetting("transaction_isolation"));
    assertThat(SqlParser.parse("DISCARD TEMPORARY"))
        .isEqualTo(new SessionStatement.Discard(SessionStatement.Discarded.TEMP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW TABLES",
        "SHOW ALL TABLES",
        "SHOW DATABASES",
        "SHOW SCHEMAS",
        "SET VARIABLE x = [1]",
        "SET GLOBAL threads = 2",
        "RESET GLOBAL threads"
      })
  void leavesTheEnginesFormsToTheEngine(String text) {
    assertThat(SqlParser.parse(text)).isInstanceOf(EngineStatement.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "BEGIN ISOLATION LEVEL FAST ~ expected SERIALIZABLE, REPEATABLE or READ but found \"FAST\" ~ FAST",
        "START TRANSACTION x ~ expected ISOLATION LEVEL, READ WRITE, READ ONLY or DEFERRABLE but found \"x\" ~ x",
        "COMMIT now ~ expected the end of the statement but found \"now\" ~ now",
        "SAVEPOINT ~ expected a savepoint's name but found the end of the statement ~ ``",
        "SET x 1 ~ expected TO or \"=\" but found \"1\" ~ 1",
        "SET x = ~ expected a value but found the end of the statement ~ ``",
        "SET x = (1) ~ expected a value but found \"(\" ~ (1)",
        "SHOW a b ~ expected the end of the statement but found \"b\" ~ b",
        "DISCARD x ~ expected ALL, PLANS, SEQUENCES, TEMP or TEMPORARY but found \"x\" ~ x",
        "BEGIN; COMMIT ~ cannot insert multiple commands into a prepared statement ~ ` COMMIT`"
      })
  void refusesWrongForms(String text, String message, String at) {
    SyntaxErrors.assertRefused(text, message, at);
  }
}
