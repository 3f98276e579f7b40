// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.TransactionState;
import dev.mynah.spi.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of savepoints, and what they have to do with other clients. */
class SavepointTest {
  private Datastore datastore;
  private TestClient client;

  @BeforeEach
  void open(@TempDir Path folder) {
    datastore = Datastore.open(DatastoreOptions.onDisk(folder));
    client = new TestClient(datastore);
    client.run("CREATE TABLE t (a INTEGER)");
    client.run("CREATE TABLE u (a INTEGER)");
    client.run("CREATE SEQUENCE s");
  }

  @AfterEach
  void close() {
    client.close();
    datastore.close();
  }

  @Test
  void thereIsNoWayBackOverMoreThanTheLogHolds() {
    client.run("BEGIN");
    client.run("SAVEPOINT early");
    try (PreparedStatement insert = client.session.prepare("INSERT INTO t VALUES (?)", List.of())) {
      for (int row = 0; row <= 10_000; row++) {
        insert.run(List.of((long) row)).close();
      }
    }
    client.run("SAVEPOINT late");
    client.run("INSERT INTO t VALUES (-1)");
    assertThat(client.errorOf("ROLLBACK TO late").code())
        .isEqualTo(ErrorCode.FEATURE_NOT_SUPPORTED);
    assertThat(client.session.transactionState()).isEqualTo(TransactionState.FAILED);
    client.run("ROLLBACK TO early");
    client.run("INSERT INTO t VALUES (1)");
    client.run("SAVEPOINT late");
    client.run("DELETE FROM t");
    client.run("ROLLBACK TO late");
    client.run("COMMIT");
    assertThat(client.rows("SELECT a FROM t")).containsExactly(List.of(1L));
  }

  @Test
  void aSequenceThatAnotherClientUsesGivesNoValueTwice() {
    client.run("CREATE TABLE n (id BIGINT PRIMARY KEY, b INTEGER)");
    try (TestClient other = new TestClient(datastore)) {
      client.run("BEGIN");
      client.run("INSERT INTO n VALUES (nextval('s'), 1)");
      assertThat(other.rows("SELECT nextval('s')")).containsExactly(List.of(2L));
      client.run("INSERT INTO n VALUES (nextval('s'), 2)");
      client.run("SAVEPOINT a");
      client.run("INSERT INTO n VALUES (nextval('s'), 3)");
      client.run("ROLLBACK TO a");
      client.run("INSERT INTO n VALUES (nextval('s'), 4)");
      client.run("COMMIT");
    }
    assertThat(client.rows("SELECT * FROM n ORDER BY id"))
        .containsExactly(List.of(1L, 1L), List.of(3L, 2L), List.of(5L, 4L));
  }

  @Test
  void whatWasReadBeforeMustStillBeSoAfterAReturn() {
    try (TestClient other = new TestClient(datastore)) {
      client.run("BEGIN");
      client.rows("SELECT count(*) FROM t");
      client.run("SAVEPOINT a");
      client.errorOf("SELECT * FROM nowhere");
      other.run("INSERT INTO u VALUES (1)");
      client.run("ROLLBACK TO a");
      client.errorOf("SELECT * FROM nowhere");
      other.run("INSERT INTO t VALUES (1)");
      assertThat(client.errorOf("ROLLBACK TO a").code()).isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
      assertThat(client.session.transactionState()).isEqualTo(TransactionState.FAILED);
      client.run("ROLLBACK");
    }
  }

  @Test
  void aStatementThatCannotBeRepeatedIsNeverTakenForTheSame() {
    client.run("BEGIN");
    client.run("CREATE TABLE d AS SELECT uuidv7()::VARCHAR AS id FROM range(3)");
    client.run("SAVEPOINT a");
    client.run("INSERT INTO t VALUES (1)");
    assertThat(client.errorOf("ROLLBACK TO a").code()).isEqualTo(ErrorCode.FEATURE_NOT_SUPPORTED);
    assertThat(client.errorOf("SELECT 1").code()).isEqualTo(ErrorCode.IN_FAILED_SQL_TRANSACTION);
    client.run("ROLLBACK");
    assertThat(client.rows("SELECT * FROM t")).isEmpty();
  }

  @Test
  void valuesDrawnInViewsAndMacrosAreDrawnAgainTheSame() {
    client.run("CREATE MACRO drawn() AS random()");
    client.run("CREATE VIEW moment AS SELECT now() AS n, random() AS r");
    client.run("CREATE TABLE d (n TIMESTAMPTZ, r DOUBLE)");
    client.run("BEGIN");
    client.run("INSERT INTO d VALUES (NULL, drawn())");
    client.run("INSERT INTO d SELECT * FROM moment");
    List<?> before = client.rows("SELECT n::VARCHAR, r FROM d ORDER BY r");
    client.run("SAVEPOINT a");
    client.run("DELETE FROM d");
    client.run("ROLLBACK TO a");
    assertThat(client.rows("SELECT n::VARCHAR, r FROM d ORDER BY r")).isEqualTo(before);
    client.run("COMMIT");
    assertThat(client.rows("SELECT n::VARCHAR, r FROM d ORDER BY r")).isEqualTo(before);
  }

  @Test
  void statementsBeforeBeginInOneQueryCannotBeReturnedOver() {
    client.run("INSERT INTO t VALUES (1); BEGIN; SAVEPOINT a");
    client.run("INSERT INTO t VALUES (2)");
    assertThat(client.errorOf("ROLLBACK TO a").code()).isEqualTo(ErrorCode.FEATURE_NOT_SUPPORTED);
    client.run("ROLLBACK");
    assertThat(client.rows("SELECT * FROM t")).isEmpty();
  }
}
