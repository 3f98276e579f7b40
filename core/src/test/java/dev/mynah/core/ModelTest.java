// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelTest {
  private Datastore datastore;
  private TestClient client;

  @BeforeEach
  void open() {
    datastore = Datastore.open(DatastoreOptions.inMemory());
    client = new TestClient(datastore);
  }

  @AfterEach
  void close() {
    client.close();
    datastore.close();
  }

  @Test
  void trainsAModelAndPredictsWithItsFunction() {
    client.makeCustomers(1000);
    client.run("SET wait = on");
    assertThat(client.run("CREATE MODEL churn FROM customers TARGET churned FUNCTION will_churn"))
        .isEqualTo("CREATE MODEL");
    assertThat(client.rows("SELECT state, problem_type FROM ml.models"))
        .containsExactly(List.of("READY", "BINARY_CLASSIFICATION"));
    assertThat(client.rows("SELECT count(*) FROM customers c WHERE will_churn(c) = churned"))
        .satisfies(rows -> assertThat((Long) rows.getFirst().getFirst()).isGreaterThan(950));
    assertThat(
            client.rows(
                "SELECT count(*) FROM customers c"
                    + " WHERE will_churn(id, usage, plan) <> will_churn(c)"))
        .containsExactly(List.of(0L));
    assertThat(
            client.rows(
                "SELECT count(*) FROM customers c WHERE abs(will_churn_probability(c, 'yes')"
                    + " + will_churn_probability(c, 'no') - 1) > 1e-9"))
        .containsExactly(List.of(0L));
    assertThat(client.notices).anyMatch(notice -> notice.message().contains("is ready"));
  }

  @Test
  void saysThatAModelIsNotReady() {
    client.makeCustomers(1000);
    client.run("CREATE TABLE broken AS SELECT 1 AS a, NULL::INT AS y FROM range(100)");
    client.run("CREATE MODEL m FROM broken TARGET y FUNCTION f");
    assertThat(client.errorOf("WAIT FOR MODEL m").code())
        .isIn(ErrorCode.TRAINING_DATA_UNSUITABLE, ErrorCode.TRAINING_FAILED);
    DatastoreException error = client.errorOf("SELECT f(1)");
    assertThat(error.code()).isEqualTo(ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE);
    assertThat(error.message()).isEqualTo("model \"m\" is not ready");
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    assertThat(client.rows("SELECT state FROM ml.models")).containsExactly(List.of("READY"));
  }

  @Test
  void dropsAModelWithItsFunctions() {
    client.makeCustomers(200);
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    client.run("DROP MODEL m");
    assertThat(client.errorOf("SELECT f(c) FROM customers c").code())
        .isEqualTo(ErrorCode.UNDEFINED_FUNCTION);
    assertThat(client.rows("SELECT * FROM ml.models")).isEmpty();
    assertThat(client.errorOf("DROP MODEL m").message()).isEqualTo("model \"m\" does not exist");
    assertThat(client.run("DROP MODEL IF EXISTS m")).isEqualTo("DROP MODEL");
  }

  @Test
  void aReplacedModelIsSwappedUnderPreparedStatementsAndViews() {
    client.makeCustomers(300);
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    client.run("CREATE VIEW v AS SELECT f(c) AS p FROM customers c");
    try (PreparedStatement prepared =
        client.session.prepare("SELECT f(1, 90, 'gold')", List.of())) {
      run(prepared);
      client.run(
          "CREATE OR REPLACE MODEL m FROM (SELECT id, usage, plan, 'x' || churned AS churned"
              + " FROM customers) TARGET churned FUNCTION f SETTINGS (WAIT ON)");
      assertThat(run(prepared)).isEqualTo("SELECT 1");
      assertThat(client.rows("SELECT DISTINCT p[1] FROM v")).containsExactly(List.of("x"));
    }
  }

  private static String run(PreparedStatement prepared) {
    try (StatementResult.Rows rows = (StatementResult.Rows) prepared.run(List.of())) {
      while (rows.next() != null) {
        // Only the tag is wanted.
      }
      return rows.tag();
    }
  }

  @Test
  void refusesWhatCannotBeTrained() {
    client.makeCustomers(50);
    client.run("CREATE TABLE one AS SELECT 1 AS a");
    assertThat(client.errorOf("CREATE MODEL m FROM customers TARGET churnd FUNCTION f"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.UNDEFINED_COLUMN);
          assertThat(e.hint()).contains("Perhaps you meant \"churned\".");
        });
    assertThat(client.errorOf("CREATE MODEL m FROM one TARGET a FUNCTION f").message())
        .isEqualTo("the training query has only one column");
    assertThat(client.errorOf("CREATE MODEL m FROM nowhere TARGET a FUNCTION f").code())
        .isEqualTo(ErrorCode.UNDEFINED_TABLE);
    assertThat(client.errorOf("CREATE MODEL m FROM customers TARGET churned FUNCTION sum").code())
        .isEqualTo(ErrorCode.DUPLICATE_FUNCTION);
    assertThat(
            client.errorOf("BEGIN; CREATE MODEL m FROM customers TARGET churned FUNCTION f").code())
        .isEqualTo(ErrorCode.ACTIVE_SQL_TRANSACTION);
    client.run("ROLLBACK");
    assertThat(client.rows("SELECT * FROM ml.models")).isEmpty();
  }

  @Test
  void aQueryInsideAStatementOnlyReads() {
    client.makeCustomers(200);
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    for (String query :
        List.of(
            "DELETE FROM customers RETURNING *",
            "WITH gone AS (DELETE FROM customers RETURNING *) SELECT * FROM gone",
            "DROP TABLE customers",
            "BEGIN",
            "SET search_path = 'ml'",
            "COPY (SELECT 1) TO 'x.csv'",
            "SHOW MODEL m",
            "SELECT _m1_v1(1, 2, 'a')",
            "SELECT * FROM query('SELECT 1')")) {
      assertThat(client.errorOf("EVALUATE MODEL m ON (" + query + ")").code())
          .as(query)
          .isIn(ErrorCode.SYNTAX_ERROR, ErrorCode.INSUFFICIENT_PRIVILEGE);
      assertThat(
              client
                  .errorOf("CREATE MODEL n FROM (" + query + ") TARGET churned FUNCTION g")
                  .code())
          .as(query)
          .isIn(ErrorCode.SYNTAX_ERROR, ErrorCode.INSUFFICIENT_PRIVILEGE);
    }
    assertThat(client.rows("SELECT count(*) FROM customers")).containsExactly(List.of(200L));
  }
}
