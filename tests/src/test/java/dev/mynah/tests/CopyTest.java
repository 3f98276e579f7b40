// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.WireClient;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** COPY FROM STDIN as clients send it, in text and CSV. */
class CopyTest {
  @TempDir Path folder;
  private LocalServer server;
  private WireClient client;

  @BeforeEach
  void open() throws SQLException {
    server = new LocalServer(folder.resolve("data"));
    client = new WireClient(server);
    client.run("CREATE TABLE t (a INTEGER, b VARCHAR, c DOUBLE)");
  }

  @AfterEach
  void close() throws SQLException {
    client.close();
    server.close();
  }

  @Test
  void textHasTabsBackslashesAndNulls() throws SQLException {
    assertThat(client.copy("COPY t FROM STDIN", "1\tx\\ty\t0.5\n2\t\\N\t\\N\n3\t\t1e3\n"))
        .isEqualTo(3);
    assertThat(client.rows("SELECT * FROM t ORDER BY a"))
        .containsExactly("1|x\ty|0.5", "2|null|null", "3||1000");
  }

  @Test
  void csvHasQuotesHeadersAndChosenColumns() throws SQLException {
    assertThat(
            client.copy(
                "COPY t (b, a) FROM STDIN (FORMAT csv, HEADER true)",
                "b,a\r\n\"say \"\"hi\"\",\nthere\",1\r\n,2\r\n\"\",3\r\n"))
        .isEqualTo(3);
    assertThat(client.rows("SELECT a, b, c FROM t ORDER BY a"))
        .containsExactly("1|say \"hi\",\nthere|null", "2|null|null", "3||null");
  }

  @Test
  void csvMaySkipLinesAndNameItsNull() throws SQLException {
    assertThat(
            client.copy(
                "COPY t FROM STDIN (FORMAT csv, HEADER true, NULL 'na', SKIP 2)",
                "licence\nmore of it\na,b,c\n1,na,na\n2,\"na\",3\n"))
        .isEqualTo(2);
    assertThat(client.rows("SELECT * FROM t ORDER BY a")).containsExactly("1|null|null", "2|na|3");
  }

  @Test
  void aHundredThousandRowsArriveInOrder() throws SQLException {
    String rows =
        IntStream.range(0, 100_000)
            .mapToObj(row -> row + ",name " + row + "," + row / 4.0 + "\n")
            .collect(Collectors.joining());
    assertThat(client.copy("COPY t FROM STDIN (FORMAT csv)", rows)).isEqualTo(100_000);
    assertThat(
            client.number(
                "SELECT count(*) FROM (SELECT *, row_number() OVER () - 1 AS place FROM t)"
                    + " WHERE a = place AND b = 'name ' || a AND c = a / 4.0"))
        .isEqualTo(100_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "COPY t FROM STDIN (FORMAT csv) ~ 1,x,1|two,y,2 ~ 22P02",
        "COPY t FROM STDIN (FORMAT csv) ~ 1,x,1|2,y ~ 22P04",
        "COPY t FROM STDIN (FORMAT csv) ~ 1,x,1|2,y,2,3 ~ 22P04",
        "COPY t FROM STDIN ~ 1,x,1 ~ 22P02",
        "COPY nowhere FROM STDIN ~ 1 ~ 42P01",
        "COPY t (nothing) FROM STDIN ~ 1 ~ 42703",
        "COPY t FROM STDIN (FORMAT xml) ~ 1 ~ 22023",
        "COPY ml.models FROM STDIN ~ 1 ~ 42501"
      })
  void rowsThatCannotBeReadStoreNothing(String sql, String rows, String state) throws SQLException {
    assertThatThrownBy(() -> client.copy(sql, rows.replace('|', '\n') + "\n"))
        .isInstanceOf(PSQLException.class)
        .extracting(error -> ((PSQLException) error).getSQLState())
        .isEqualTo(state);
    assertThat(client.number("SELECT count(*) FROM t")).isZero();
  }

  @Test
  void whatGoesOutComesInAgain() throws Exception {
    String rows = "1\tx\\ty\t0.5\n2\t\\N\t\\N\n3\t\t1000\n";
    client.copy("COPY t FROM STDIN", rows);
    StringWriter text = new StringWriter();
    assertThat(
            client
                .connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (SELECT * FROM t ORDER BY a) TO STDOUT", text))
        .isEqualTo(3);
    assertThat(text).hasToString(rows);
  }

  @Test
  void rowsOfABlockThatIsRolledBackAreGone() throws SQLException {
    client.run("BEGIN");
    client.copy("COPY t FROM STDIN (FORMAT csv)", "1,x,1\n");
    assertThat(client.number("SELECT count(*) FROM t")).isOne();
    client.run("ROLLBACK");
    assertThat(client.number("SELECT count(*) FROM t")).isZero();
  }
}
