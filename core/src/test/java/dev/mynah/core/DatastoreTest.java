// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.spi.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatastoreTest {
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
  void protectsWhatBelongsToTheServer() {
    client.makeCustomers(200);
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    for (String statement :
        List.of(
            "DELETE FROM ml._models",
            "INSERT INTO \"ML\"._jobs SELECT * FROM ml._jobs",
            "UPDATE mynah.ml._models SET state = 'x'",
            "DROP SCHEMA ml CASCADE",
            "DROP VIEW ml.models",
            "CREATE TABLE ml.mine (a INT)",
            "TRUNCATE ml._models",
            "WITH x AS (SELECT 1) INSERT INTO ml._format SELECT * FROM x",
            "SELECT _m1_v1(1, 2, 'a')",
            "SELECT * FROM _mynah_live_jobs()",
            "ATTACH ':memory:' AS other",
            "DROP VIEW ml\u00a0.models",
            "CREATE TABLE\u00a0main.t1 (a INT)",
            "ATTACH\u3000':memory:' AS other",
            "SELECT _m1_v1\u200b(1, 2, 'a')",
            "USE ml")) {
      assertThat(client.errorOf(statement).code())
          .as(statement)
          .isEqualTo(ErrorCode.INSUFFICIENT_PRIVILEGE);
    }
    assertThat(client.errorOf("SET search_path = ml").code())
        .isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
    assertThat(client.errorOf("DROP FUNCTION f").code())
        .isEqualTo(ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST);
    assertThat(client.errorOf("DROP SCHEMA public CASCADE").code())
        .isEqualTo(ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST);
    assertThat(client.errorOf("CREATE TABLE t (a INT, b VARCHAR DEFAULT f(1, 2, 'a'))").code())
        .isEqualTo(ErrorCode.FEATURE_NOT_SUPPORTED);
    client.run("CREATE VIEW v AS SELECT model_name FROM ml.models");
    assertThat(client.rows("SELECT * FROM v")).containsExactly(List.of("m"));
  }

  @Test
  void aStatementEndsAtItsTimeLimit() {
    client.run("SET statement_timeout = '200ms'");
    assertThat(client.errorOf("SELECT count(*) FROM range(100000000000) t(x) WHERE x % 3 = 1"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.QUERY_CANCELED);
          assertThat(e.message()).isEqualTo("canceling statement due to statement timeout");
        });
  }

  @Test
  void theTimeLimitHoldsWhileRowsAreFetched() {
    client.run("SET statement_timeout = '300ms'");
    assertThat(client.errorOf("SELECT range FROM range(100000000000)").code())
        .isEqualTo(ErrorCode.QUERY_CANCELED);
    client.run("SET statement_timeout = 0");
    assertThat(client.run("SELECT 1")).isEqualTo("SELECT 1");
  }

  @Test
  void answersForItselfAndNotForTheEngine() {
    assertThat(client.rows("SELECT version() LIKE 'PostgreSQL 15%', current_user, session_user"))
        .containsExactly(List.of(true, "mynah", "mynah"));
    assertThat(client.rows("SELECT current_database(), current_schema()"))
        .containsExactly(List.of("mynah", "public"));
  }

  @Test
  void aPlanIsOneColumnWithALineInEachRow() {
    List<List<@Nullable Object>> plan = client.rows("EXPLAIN SELECT count(*) FROM range(10) r(i)");
    assertThat(plan).hasSizeGreaterThan(3).allMatch(row -> row.size() == 1);
    assertThat(plan.getFirst().toString()).doesNotContain("\n");
    assertThat(client.rows("EXPLAIN (FORMAT JSON) SELECT 1 AS a")).hasSize(1);
    assertThat(client.rows("EXPLAIN ANALYZE SELECT 1 AS a")).hasSizeGreaterThan(3);
  }
}
