// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.BackupStatement;
import dev.mynah.sql.tree.EmptyStatement;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.JobStatement.CancelJob;
import dev.mynah.sql.tree.JobStatement.ShowJobs;
import dev.mynah.sql.tree.JobStatement.WaitFor;
import dev.mynah.sql.tree.JobStatement.WaitTarget;
import dev.mynah.sql.tree.ModelStatement.DropModel;
import dev.mynah.sql.tree.ModelStatement.EvaluateModel;
import dev.mynah.sql.tree.ModelStatement.ExportModel;
import dev.mynah.sql.tree.ModelStatement.ModelFormat;
import dev.mynah.sql.tree.ModelStatement.ShowModel;
import dev.mynah.sql.tree.ModelStatement.ShowModels;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.UnsupportedStatement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAndJobStatementTest {
  @Test
  void showsModels() {
    assertThat(SqlParser.parse("SHOW MODEL ALL")).isEqualTo(new ShowModels());
    assertThat(SqlParser.parse("SHOW MODEL s.m VERSION 3;"))
        .isEqualTo(new ShowModel(QualifiedName.of("s", "m"), OptionalInt.of(3)));
    assertThat(SqlParser.parse("SHOW MODEL \"all\""))
        .isEqualTo(new ShowModel(QualifiedName.of("all"), OptionalInt.empty()));
  }

  @Test
  void dropsModels() {
    assertThat(SqlParser.parse("DROP MODEL IF EXISTS m VERSION 2"))
        .isEqualTo(new DropModel(true, QualifiedName.of("m"), OptionalInt.of(2)));
    assertThat(SqlParser.parse("drop model if"))
        .isEqualTo(new DropModel(false, QualifiedName.of("if"), OptionalInt.empty()));
  }

  @Test
  void evaluatesModels() {
    assertThat(SqlParser.parse("EVALUATE MODEL m ON (SELECT * FROM t)"))
        .isEqualTo(
            new EvaluateModel(QualifiedName.of("m"), OptionalInt.empty(), "SELECT * FROM t", 22));
  }

  @Test
  void readsBackups() {
    assertThat(SqlParser.parse("backup to 'a.mynah';"))
        .isEqualTo(new BackupStatement("a.mynah", 11));
  }

  @Test
  void readsJobs() {
    assertThat(SqlParser.parse("SHOW JOBS")).isEqualTo(new ShowJobs());
    assertThat(SqlParser.parse("CANCEL JOB 12")).isEqualTo(new CancelJob(12));
    assertThat(SqlParser.parse("WAIT FOR MODEL s.m TIMEOUT '5 min'"))
        .isEqualTo(
            new WaitFor(
                new WaitTarget.OfModel(QualifiedName.of("s", "m")),
                Optional.of(Duration.ofMinutes(5))));
    assertThat(SqlParser.parse("WAIT FOR JOB 7"))
        .isEqualTo(new WaitFor(new WaitTarget.OfJob(7), Optional.empty()));
    assertThat(SqlParser.parse("WAIT FOR TRANSFORM t"))
        .isEqualTo(
            new WaitFor(new WaitTarget.OfTransform(QualifiedName.of("t")), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "90 seconds, PT1M30S",
    "45, PT45S",
    "1.5h, PT1H30M",
    "2 days 3 hours, PT51H",
    "250 ms, PT0.25S",
    "1:02:03.5, PT1H2M3.5S",
    "PT10M, PT10M",
    "1 week, PT168H"
  })
  void readsLengthsOfTime(String text, String expected) {
    assertThat(IntervalReader.parse(text)).contains(Duration.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1 2", "1 hour 2", "1 year", "-5 s", "1:99", "P1Y", "1,,s"})
  void knowsWhatIsNoLengthOfTime(String text) {
    assertThat(IntervalReader.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "SHOW MODEL ~ expected ALL or a model's name but found the end of the statement ~ ``",
        "SHOW MODEL m VERSION 0 ~ the version must be a whole number of at least 1 ~ 0",
        "SHOW MODEL m VERSION 99999999999 ~ the version is too large ~ 99999999999",
        "DROP MODEL m CASCADE ~ expected the end of the statement but found \"CASCADE\" ~ CASCADE",
        "EVALUATE MODEL m (SELECT 1) ~ expected ON but found \"(\" ~ (SELECT",
        "EVALUATE MODEL m ON t ~ expected \"(\" and a query but found \"t\" ~ t",
        "SHOW JOBS now ~ expected the end of the statement but found \"now\" ~ now",
        "BACKUP TO monday ~ expected the backup's name in single quotes but found \"monday\" ~ monday",
        "BACKUP TO 'a' now ~ expected the end of the statement but found \"now\" ~ now",
        "CANCEL JOB x ~ expected the job's number, a number, but found \"x\" ~ x",
        "CANCEL JOB -1 ~ the job's number must be a whole number of at least 1 ~ -1",
        "WAIT FOR GODOT ~ expected MODEL, TRANSFORM or JOB but found \"GODOT\" ~ GODOT",
        "WAIT FOR JOB 1 TIMEOT '1 s' ~ expected TIMEOUT or the end of the statement but found \"TIMEOT\" ~ TIMEOT",
        "WAIT FOR JOB 1 TIMEOUT 'soon' ~ the timeout \"soon\" is not a length of time ~ 'soon'"
      })
  void refusesWrongForms(String text, String message, String at) {
    // SHOW JOBS with more behind it could be a setting of that name, and is none.
    SyntaxErrors.assertRefused(text, message, at);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE TRANSFORM t FIND MATCHES ON x, CREATE TRANSFORM",
    "CREATE ENGINEERED TABLE t AS SELECT 1, CREATE ENGINEERED TABLE",
    "CREATE EXTERNAL MODEL m, CREATE EXTERNAL MODEL",
    "ALTER MODEL m RENAME TO n, ALTER MODEL",
    "REFRESH MODEL m, REFRESH MODEL",
    "ROLLBACK MODEL m, ROLLBACK MODEL",
    "EXPORT t TO 'x' AS CSV, EXPORT",
    "EXECUTE SCRIPT s.\"X\"('a'), EXECUTE SCRIPT",
    "RETRY JOB 1, RETRY JOB",
    "SHOW TRANSFORM ALL, SHOW TRANSFORM",
    "COPY t FROM PROGRAM 'ls', COPY FROM PROGRAM"
  })
  void namesStatementsThatComeLater(String text, String name) {
    assertThat(SqlParser.parse(text)).isEqualTo(new UnsupportedStatement(name, 1));
  }

  @Test
  void readsWhereToAModelIsExported() {
    assertThat(SqlParser.parse("EXPORT MODEL s.m VERSION 2 TO 'm.onnx' AS onnx"))
        .isEqualTo(
            new ExportModel(
                QualifiedName.of("s", "m"), OptionalInt.of(2), "m.onnx", 31, ModelFormat.ONNX));
    assertThat(SqlParser.parse("EXPORT MODEL m TO 'm.json' AS XGBOOST"))
        .isEqualTo(
            new ExportModel(
                QualifiedName.of("m"), OptionalInt.empty(), "m.json", 19, ModelFormat.XGBOOST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXPORT MODEL",
        "EXPORT MODEL m",
        "EXPORT MODEL m TO",
        "EXPORT MODEL m TO file AS ONNX",
        "EXPORT MODEL m TO 'x'",
        "EXPORT MODEL m TO 'x' AS",
        "EXPORT MODEL m TO 'x' AS PMML",
        "EXPORT MODEL m TO 'x' AS ONNX now"
      })
  void refusesExportsThatAreNotWhole(String text) {
    assertThatThrownBy(() -> SqlParser.parse(text))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.SYNTAX_ERROR));
  }

  @Test
  void leavesNamesLikeOurKeywordsToTheEngine() {
    assertThat(SqlParser.parse("SELECT model FROM t")).isInstanceOf(EngineStatement.class);
    assertThat(SqlParser.parse("CREATE TABLE model (model int)"))
        .isInstanceOf(EngineStatement.class);
    assertThat(SqlParser.parse("DROP TABLE model")).isInstanceOf(EngineStatement.class);
    assertThat(SqlParser.parse("EXPORT DATABASE 'x'")).isInstanceOf(EngineStatement.class);
    assertThat(SqlParser.parse("SELECT forecast(1)")).isInstanceOf(EngineStatement.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", " -- x", "/* x */ ;;"})
  void knowsWhenThereIsNothing(String text) {
    assertThat(SqlParser.parse(text)).isEqualTo(new EmptyStatement());
  }
}
