// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ColumnSourcesTest {
  private Datastore datastore;
  private TestClient client;
  private TestClient other;

  @BeforeEach
  void open() {
    datastore = Datastore.open(DatastoreOptions.inMemory());
    client = new TestClient(datastore);
    other = new TestClient(datastore);
    client.run("CREATE TABLE t (a INT, b INT)");
  }

  @AfterEach
  void close() {
    other.close();
    client.close();
    datastore.close();
  }

  /** Returns the numbers of a result's columns in their tables. */
  private List<Integer> numbers(String query) {
    try (Session.Script script = client.session.script(query)) {
      if (!(script.next() instanceof StatementResult.Rows rows)) {
        throw new IllegalStateException("no rows");
      }
      List<Column> columns = rows.columns();
      assertThat(columns).allMatch(c -> (c.origin().relation() > 0) == (c.origin().number() > 0));
      return columns.stream().map(column -> column.origin().number()).toList();
    }
  }

  @Test
  void staysRightWhenOthersDefineTables() {
    for (int run = 0; run < 3; run++) {
      assertThat(numbers("SELECT b, a, 1 FROM t")).containsExactly(2, 1, 0);
    }
    other.run("ALTER TABLE t ADD COLUMN c INT; ALTER TABLE t DROP COLUMN a");
    for (int run = 0; run < 3; run++) {
      assertThat(numbers("SELECT b, c FROM t")).containsExactly(1, 2);
    }
    other.run("DROP TABLE t; CREATE VIEW t AS SELECT 1 AS c, 2 AS b");
    assertThat(numbers("SELECT * FROM t")).containsExactly(1, 2);
  }

  @Test
  void saysNothingWhereNamesAreTheSessionsOwn() {
    client.run("BEGIN; ALTER TABLE t DROP COLUMN a");
    assertThat(numbers("SELECT b FROM t")).containsExactly(0);
    client.run("ROLLBACK");
    assertThat(numbers("SELECT b FROM t")).containsExactly(2);
    client.run("CREATE TEMP TABLE t (b INT, a INT)");
    assertThat(numbers("SELECT a, b FROM t")).containsExactly(0, 0);
  }

  @Test
  void followsTheSearchPath() {
    client.run("CREATE SCHEMA s; CREATE TABLE s.t (x INT, y INT, b INT)");
    assertThat(numbers("SELECT b FROM t")).containsExactly(2);
    client.run("SET search_path = s, public");
    assertThat(numbers("SELECT b FROM t")).containsExactly(3);
    assertThat(numbers("SELECT t.b FROM public.t")).containsExactly(2);
  }

  @Test
  void isKnownOfPreparedStatements() {
    try (PreparedStatement prepared =
        client.session.prepare("SELECT b FROM t WHERE a = $1", List.of())) {
      assertThat(prepared.columns().orElseThrow().getFirst().origin().number()).isEqualTo(2);
    }
  }
}
