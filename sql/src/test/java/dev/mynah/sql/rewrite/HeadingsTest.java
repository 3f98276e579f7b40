// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names are those that PostgreSQL 15 answers with. */
class HeadingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "count(*) | count",
        "pg_catalog.upper(a) | upper",
        "\"Odd\"(a) | Odd",
        "sum(a) FILTER (WHERE a > 1) OVER (PARTITION BY b) | sum",
        "percentile_cont(0.5) WITHIN GROUP (ORDER BY a) | percentile_cont",
        "first_value(a) IGNORE NULLS OVER w | first_value",
        "CAST(a AS bigint) | a",
        "t.a::text | a",
        "(t).a | a",
        "(a) | a",
        "(a)[1] | a",
        "a[1] | a",
        "a COLLATE \"C\" | a",
        "upper(a)::varchar(3) | upper",
        "1::int | int4",
        "'1'::double precision | float8",
        "'{}'::int[] | int4",
        "CAST($1 AS timestamp(3) with time zone) | timestamptz",
        "'a'::character varying(3) | varchar",
        "(a + 1)::numeric(10,2) | numeric",
        "a::pg_catalog.int8::text | a",
        "a::text + '' | ?column?",
        "date '2024-01-01' | date",
        "interval '1' day | interval",
        "timestamp with time zone '2024-01-01' | timestamptz",
        "CASE WHEN a THEN b END | case",
        "CASE WHEN a THEN CASE WHEN b THEN 1 END ELSE t.c END | c",
        "CASE a WHEN 1 THEN b ELSE 1 + 1 END | case",
        "(SELECT max(b) FROM u) | max",
        "(SELECT b AS c FROM u) | c",
        "(SELECT 1 + 1) | ?column?",
        "EXISTS (SELECT 1) | exists",
        "ARRAY[1, 2] | array",
        "ARRAY(SELECT 1) | array",
        "(a, b) | row",
        "ROW(a) | row",
        "trim(leading 'x' from a) | ltrim",
        "trim(a) | btrim",
        "extract(year from a) | extract",
        "a AT TIME ZONE 'UTC' | timezone",
        "coalesce(a, b) | coalesce",
        "1 | ?column?",
        "'a' | ?column?",
        "NULL | ?column?",
        "true | ?column?",
        "$1 | ?column?",
        "-a | ?column?",
        "a + b | ?column?",
        "a IS DISTINCT FROM b.c | ?column?",
        "a IS NOT NULL | ?column?",
        "NOT a | ?column?",
        "a LIKE 'b' AND c | ?column?",
        "a IN (1, 2) | ?column?",
        "a = ANY($1) | ?column?"
      })
  void anExpressionIsHeadedAsInPostgresql(String expression, String name) {
    assertThat(rewrite("SELECT %s FROM t".formatted(expression)))
        .endsWith("AS \"%s\" FROM t".formatted(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a, t.b, \"C\", * FROM t",
        "SELECT a AS b, count(*) c, a + b d, a IS NULL \"e\" FROM t",
        "SELECT t.*, * EXCLUDE (a), COLUMNS(*), max(COLUMNS(*)) FROM t",
        "SELECT current_date FROM t WHERE a IN (SELECT max(b) FROM u)",
        "SELECT total: sum(a), b FROM t",
        "INSERT INTO t SELECT count(*) FROM u",
        "INSERT INTO t VALUES (1)",
        "SELECT a FROM t UNION SELECT b + 1 FROM t",
        "UPDATE t SET a = (SELECT max(b) FROM u)"
      })
  void whatHasANameKeepsIt(String text) {
    assertThat(rewrite(text)).isEqualTo(text);
  }

  @Test
  void queriesInsideAreNamedToo() {
    assertThat(rewrite("WITH c AS (SELECT max(a) FROM t) SELECT max, x.* FROM c, (SELECT 1) x"))
        .isEqualTo(
            "WITH c AS (SELECT max(a) AS \"max\" FROM t) SELECT max, x.* FROM c, (SELECT 1 AS"
                + " \"?column?\") x");
    assertThat(rewrite("INSERT INTO t (a) VALUES (1) RETURNING a + 1, a"))
        .isEqualTo("INSERT INTO t (a) VALUES (1) RETURNING a + 1 AS \"?column?\", a");
  }

  @Test
  void noTwoColumnsOfATableGetTheSameName() {
    assertThat(rewrite("CREATE TABLE n AS SELECT max(a), max(b) FROM t WITH NO DATA"))
        .isEqualTo("CREATE TABLE n AS SELECT max(a) AS \"max\", max(b) FROM t WITH NO DATA");
    assertThat(
            Rewriter.rewriteInner(RewriterTest.parse("SELECT 1, 2"), KnownRelations.NONE)
                .statement()
                .text())
        .isEqualTo("SELECT 1 AS \"?column?\", 2");
  }

  @Test
  void columnsOfValuesAreCounted() {
    assertThat(rewrite("VALUES (1, f(2, 3)), (4, 5) ORDER BY 1"))
        .isEqualTo(
            "SELECT * FROM (VALUES (1, f(2, 3)), (4, 5)) AS \"*VALUES*\"(column1, column2) ORDER"
                + " BY 1");
    assertThat(rewrite("SELECT * FROM (VALUES (1)) AS v (a), (VALUES (2)) w"))
        .isEqualTo(
            "SELECT * FROM (VALUES (1)) AS v (a), (SELECT * FROM (VALUES (2)) AS"
                + " \"*VALUES*\"(column1)) w");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT generate_series(1, 3) a | SELECT unnest(generate_series(1, 3)) a",
        "SELECT f(generate_series(1, 3)) a FROM t | SELECT f(unnest(generate_series(1, 3))) a FROM t",
        "SELECT list_sum(generate_series(1, 3)) a | SELECT list_sum(generate_series(1, 3)) a",
        "SELECT unnest(generate_series(1, 3)) a | SELECT unnest(generate_series(1, 3)) a",
        "SELECT a FROM generate_series(1, 3) a | SELECT a FROM (SELECT CAST(generate_series AS INTEGER) AS \"a\" FROM generate_series(1, 3)) a",
        "SELECT * FROM generate_series(-1, 3) | SELECT * FROM (SELECT CAST(generate_series AS INTEGER) AS \"generate_series\" FROM generate_series(-1, 3)) AS \"generate_series\"",
        "SELECT a FROM generate_series(1, 3000000000) a | SELECT a FROM generate_series(1, 3000000000) a",
        "SELECT a FROM t WHERE 1 IN (SELECT generate_series(1, 3)) | SELECT a FROM t WHERE 1 IN (SELECT unnest(generate_series(1, 3)))",
        "SELECT (SELECT max(x) FROM generate_series(1, a) x) b FROM t | SELECT (SELECT max(x) FROM generate_series(1, a) x) b FROM t"
      })
  void aSeriesInASelectListIsRows(String text, String expected) {
    assertThat(rewrite(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT at, t.show FROM t ORDER BY qualify | SELECT \"at\", t.\"show\" FROM t ORDER BY \"qualify\"",
        "SELECT at AT TIME ZONE 'UTC' x FROM t | SELECT \"at\" AT TIME ZONE 'UTC' x FROM t",
        "SELECT a FROM t SEMI JOIN u USING (a) | SELECT a FROM t SEMI JOIN u USING (a)",
        "SELECT a FROM t WHERE a GLOB 'x*' | SELECT a FROM t WHERE a GLOB 'x*'",
        "SELECT a FROM t QUALIFY row_number() OVER () = 1 | SELECT a FROM t QUALIFY row_number() OVER () = 1",
        "SELECT list_transform(a, lambda x: x + 1) b FROM t | SELECT list_transform(a, lambda x: x + 1) b FROM t",
        "SELECT MAP {'a': 1} b | SELECT MAP {'a': 1} b",
        "UPDATE t SET show = 1, at = now() | UPDATE t SET \"show\" = 1, \"at\" = now()",
        "CREATE TABLE t (at int, show time, lambda int, map text) | CREATE TABLE t (\"at\" int, \"show\" time, \"lambda\" int, \"map\" text)",
        "DESCRIBE t | DESCRIBE t",
        "SELECT a FROM (DESCRIBE t) | SELECT a FROM (DESCRIBE t)"
      })
  void wordsThatOnlyTheEngineReservesAreNames(String text, String expected) {
    assertThat(rewrite(text)).isEqualTo(expected);
  }

  private static String rewrite(String text) {
    return Rewriter.rewrite(RewriterTest.parse(text), List.of(), KnownRelations.NONE)
        .statement()
        .text();
  }
}
