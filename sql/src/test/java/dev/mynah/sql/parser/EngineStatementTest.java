// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.StatementKind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineStatementTest {
  private static EngineStatement engine(String text) {
    return (EngineStatement) SqlParser.parse(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "SELECT 1 ~ READ ~ SELECT ~ ``",
        "(SELECT 1) ~ READ ~ SELECT ~ ``",
        "VALUES (1) ~ READ ~ SELECT ~ ``",
        "TABLE t ~ READ ~ SELECT ~ ``",
        "FROM t SELECT a ~ READ ~ SELECT ~ ``",
        "WITH RECURSIVE a(x) AS (SELECT 1), insert AS (SELECT 2) SELECT * FROM a ~ READ ~ SELECT ~ ``",
        "PIVOT t ON a USING sum(b) ~ READ ~ SELECT ~ ``",
        "SUMMARIZE t ~ READ ~ SELECT ~ ``",
        "DESCRIBE t ~ READ ~ SELECT ~ ``",
        "SHOW TABLES ~ READ ~ SHOW ~ ``",
        "EXPLAIN SELECT 1 ~ READ ~ EXPLAIN ~ ``",
        "EXPLAIN (ANALYZE false, FORMAT json) DELETE FROM t ~ READ ~ EXPLAIN ~ ``",
        "EXPLAIN DELETE FROM t ~ READ ~ EXPLAIN ~ ``",
        "EXPLAIN ANALYZE VERBOSE DELETE FROM s.t ~ WRITE ~ EXPLAIN ~ s.t",
        "EXPLAIN (ANALYZE) INSERT INTO t VALUES (1) ~ WRITE ~ EXPLAIN ~ t",
        "EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1 ~ DEFINE ~ EXPLAIN ~ t",
        "EXPLAIN ((SELECT 1)) ~ READ ~ EXPLAIN ~ ``",
        "SELECT a INTO TEMP n FROM t ~ WRITE ~ SELECT ~ n",
        "SELECT (SELECT 1 INTO x) ~ READ ~ SELECT ~ ``",
        "INSERT INTO s.t (a) VALUES (1) ~ WRITE ~ INSERT ~ s.t",
        "INSERT OR REPLACE INTO t VALUES (1) ~ WRITE ~ INSERT ~ t",
        "UPDATE ONLY \"T\" SET a = 1 ~ WRITE ~ UPDATE ~ T",
        "UPDATE only SET a = 1 ~ WRITE ~ UPDATE ~ set",
        "DELETE FROM mynah.s.t ~ WRITE ~ DELETE ~ s.t",
        "DELETE FROM other.s.t ~ WRITE ~ DELETE ~ ``",
        "MERGE INTO t USING u ON a = b WHEN MATCHED THEN DELETE ~ WRITE ~ MERGE ~ t",
        "TRUNCATE TABLE t ~ WRITE ~ TRUNCATE TABLE ~ t",
        "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a ~ WRITE ~ INSERT ~ t",
        "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a ~ WRITE ~ SELECT ~ t",
        "WITH a AS MATERIALIZED (UPDATE t SET a = 1 RETURNING *) SELECT * FROM a ~ WRITE ~ SELECT ~ t",
        "SELECT * FROM (WITH a AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM a) ~ WRITE ~ SELECT ~ t",
        "COPY t (a) FROM 'f.csv' ~ WRITE ~ COPY ~ t",
        "COPY t TO 'f.csv' ~ READ ~ COPY ~ ``",
        "COPY (SELECT 1) TO 'f.csv' ~ READ ~ COPY ~ ``",
        "COPY (DELETE FROM t RETURNING *) TO 'f.csv' ~ WRITE ~ COPY ~ ``",
        "COPY FROM DATABASE a TO b ~ WRITE ~ COPY ~ ``",
        "CREATE TABLE IF NOT EXISTS s.t (a int GENERATED ALWAYS AS (b) STORED) ~ DEFINE ~ CREATE TABLE ~ s.t",
        "CREATE OR REPLACE TEMP TABLE t AS SELECT 1 ~ DEFINE ~ CREATE TABLE AS ~ t",
        "CREATE TABLE t (a) AS SELECT 1 ~ DEFINE ~ CREATE TABLE AS ~ t",
        "CREATE RECURSIVE VIEW v (a) AS SELECT 1 ~ DEFINE ~ CREATE VIEW ~ v",
        "CREATE MATERIALIZED VIEW v AS SELECT 1 ~ DEFINE ~ CREATE MATERIALIZED VIEW ~ v",
        "CREATE UNIQUE INDEX IF NOT EXISTS i ON s.t (a) ~ DEFINE ~ CREATE INDEX ~ s.t",
        "CREATE SCHEMA s ~ DEFINE ~ CREATE SCHEMA ~ s",
        "CREATE FUNCTION f(a) AS a + 1 ~ DEFINE ~ CREATE FUNCTION ~ f",
        "DROP TABLE IF EXISTS s.t CASCADE ~ DEFINE ~ DROP TABLE ~ s.t",
        "DROP VIEW v ~ DEFINE ~ DROP VIEW ~ v",
        "ALTER TABLE IF EXISTS ONLY t ADD COLUMN a int ~ DEFINE ~ ALTER TABLE ~ t",
        "COMMENT ON COLUMN s.t.a IS 'x' ~ DEFINE ~ COMMENT ~ s.t",
        "COMMENT ON TABLE t IS 'x' ~ DEFINE ~ COMMENT ~ t",
        "ATTACH 'x' AS y ~ DEFINE ~ ATTACH ~ ``",
        "PRAGMA version ~ DEFINE ~ PRAGMA ~ ``",
        "USE s ~ SESSION ~ USE ~ ``",
        "xyzzy 1 ~ DEFINE ~ XYZZY ~ ``",
        "1 + 1 ~ DEFINE ~ `` ~ ``",
        "CREATE ~ DEFINE ~ `CREATE ` ~ ``",
        "INSERT ~ WRITE ~ INSERT ~ ``",
        "WITH ~ DEFINE ~ `` ~ ``"
      })
  void tellsWhatAStatementDoes(String text, StatementKind kind, String command, String target) {
    EngineStatement statement = engine(text);
    assertThat(statement.kind()).isEqualTo(kind);
    assertThat(statement.command()).isEqualTo(command);
    assertThat(statement.target().map(Object::toString).orElse("")).isEqualTo(target);
  }

  @Test
  void keepsTheTextUpToTheSemicolon() {
    EngineStatement statement = engine(" /* a */ SELECT 'b' -- c\n ; ");
    assertThat(statement.text()).isEqualTo(" /* a */ SELECT 'b'");
    assertThat(statement.tokens()).hasSize(2);
    assertThat(statement.tokens().getFirst().start()).isEqualTo(9);
    assertThat(engine(";SELECT 1").text()).isEqualTo(" SELECT 1");
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void takesLinearTimeForHostileTexts() {
    int length = 300_000;
    for (String piece : List.of("(", "explain ", "with a as (", "a.", "select ", "as (insert ")) {
      assertThat(engine("explain analyze " + piece.repeat(length))).isNotNull();
    }
    assertThat(engine("create table t " + "(".repeat(length))).isNotNull();
  }
}
