// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mynah.tests.script.Action.Order;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestFileParserTest {
  private static TestFile parse(String text) {
    return TestFileParser.parse("x.test", text);
  }

  private static Action onlyAction(String text) {
    List<TestRecord> records = parse(text).records();
    assertThat(records).hasSize(1);
    return records.getFirst().action();
  }

  @Test
  void readsAQueryWithItsDirectives() {
    TestFile file =
        parse("# why\n\nconnection c2\nawait 60s\nquery IT rowsort\nSELECT 1,\n 'a'\n----\n1\ta\n");
    assertThat(file.records())
        .containsExactly(
            new TestRecord(
                3,
                "c2",
                "mynah",
                Optional.of(Duration.ofSeconds(60)),
                new Action.Query(
                    "SELECT 1,\n 'a'", "IT", Order.SORTED, List.of("1\ta"), Optional.empty())));
    assertThat(file.records().getFirst().title()).isEqualTo("3: SELECT 1,");
  }

  @Test
  void aQueryWithoutRowsExpectsNone() {
    assertThat(onlyAction("query I\nSELECT 1\n----"))
        .isEqualTo(new Action.Query("SELECT 1", "I", Order.AS_GIVEN, List.of(), Optional.empty()));
  }

  @Test
  void readsWhatIsSaidBesideAStatement() {
    assertThat(onlyAction("statement ok\nDROP MODEL IF EXISTS m\nnotice\na\n..."))
        .isEqualTo(new Action.Succeeds("DROP MODEL IF EXISTS m", Optional.of(List.of("a", "..."))));
    assertThat(onlyAction("statement ok\nSELECT 1\nnotice"))
        .isEqualTo(new Action.Succeeds("SELECT 1", Optional.of(List.of())));
  }

  @Test
  void readsAnErrorWithItsState() {
    assertThat(onlyAction("statement error 42P01\nSELECT * FROM x\n----\nno x\nHINT: y"))
        .isEqualTo(
            new Action.Fails("SELECT * FROM x", Optional.of("42P01"), List.of("no x", "HINT: y")));
    assertThat(onlyAction("statement error\nx"))
        .isEqualTo(new Action.Fails("x", Optional.empty(), List.of()));
  }

  @Test
  void readsCopyRestartAndKill() {
    TestFile file =
        parse("copy t (a, \"b c\") from tables/x.csv.gz null 'na', skip 2\n\nrestart\n\nkill\n");
    assertThat(file.records())
        .extracting(TestRecord::action)
        .containsExactly(
            new Action.Copy("t (a, \"b c\")", "tables/x.csv.gz", "null 'na', skip 2"),
            new Action.Restart(),
            new Action.Kill());
    assertThat(file.kills()).isTrue();
  }

  @Test
  void leavesOutWhatIsMeantForAnotherEngine() {
    TestFile file =
        parse(
            """
            onlyif spark
            statement ok
            A

            skipif spark
            statement ok
            B

            onlyif duckdb
            statement ok
            C
            """);
    assertThat(file.records()).extracting(TestRecord::title).containsExactly("5: B", "9: C");
  }

  @Test
  void readsWhatAFileRequires() {
    TestFile file = parse("require data churn\nrequire data adult\nrequire simple\n\nrestart\n");
    assertThat(file.dataSets()).containsExactly("churn", "adult");
    assertThat(file.needsSimpleProtocol()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "# nothing ~ x.test:1: the file has no records",
        "statment ok|SELECT 1 ~ x.test:1: unknown directive \"statment ok\"",
        "|statement ok||SELECT 1 ~ x.test:2: the record has no statement",
        "query|SELECT 1 ~ x.test:1: unknown directive \"query\"",
        "query X|SELECT 1|----|1 ~ x.test:1: types are I, R and T, not \"X\"",
        "query I|SELECT 1 ~ x.test:2: a query needs its rows, below a line \"----\"",
        "query II|SELECT 1, 2|----|1 ~ x.test:4: the row has 1 cells, but the query has 2 types",
        "statement error 42|SELECT 1 ~ x.test:1: unknown directive \"statement error 42\"",
        "await 5s|statement ok|SELECT 1 ~ x.test:1: await needs a query",
        "await soon|query I|SELECT 1|----|1 ~ x.test:1: unknown directive \"await soon\"",
        "connection c2 ~ x.test:1: the record ends before it says what to do",
        "connection a b|restart ~ x.test:1: expected one word after \"connection\"",
        "onlyif oracle|restart ~ x.test:1: unknown engine \"oracle\"",
        "restart|SELECT 1 ~ x.test:2: expected an empty line after \"restart\"",
        "copy t ~ x.test:1: unknown directive \"copy t\"",
        "restart||require data churn ~ x.test:3: require must stand before the first record",
        "require data|restart ~ x.test:1: expected \"require data <set>\" or \"require simple\" but found \"require data\""
      })
  void saysWhereAFileIsWrong(String lines, String message) {
    assertThatExceptionOfType(TestFileException.class)
        .isThrownBy(() -> parse(lines.replace('|', '\n')))
        .withMessage(message);
  }
}
