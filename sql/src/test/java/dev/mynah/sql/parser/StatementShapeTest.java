// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.sql.tree.EngineStatement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementShapeTest {
  private static String shape(String text) {
    return StatementShape.of((EngineStatement) SqlParser.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM t WHERE b = 'x' | SELECT a FROM t WHERE b = 0",
        "SELECT a FROM t WHERE b >= 'x' AND c = 12.5 | SELECT a FROM t WHERE b >= 0 AND c = 0",
        "SELECT a FROM t WHERE b LIKE 'x%' LIMIT 3 | SELECT a FROM t WHERE b LIKE 0 LIMIT 0",
        "SELECT a FROM t WHERE b IN ('x', 'y') | SELECT a FROM t WHERE b IN (0, 0)",
        "INSERT INTO t VALUES (1, 'a'), (2, 'b') | INSERT INTO t VALUES (0, 0), (0, 0)",
        "UPDATE t SET b = 'x' WHERE a = 1 | UPDATE t SET b = 0 WHERE a = 0",
      })
  void leavesOutValues(String text, String shape) {
    assertThat(shape(text)).isEqualTo(shape);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM 'people.csv'",
        "SELECT * FROM read_csv('people.csv')",
        "SELECT nextval('numbers')",
        "SELECT * FROM query_table('t')",
        "SELECT * FROM query(sql = 'SELECT * FROM t')",
        "SELECT * FROM t, \"query_table\"(name = 'u')",
        "INSERT INTO t VALUES (nextval('numbers'), lower('A'))",
        "SELECT a FROM t WHERE b = 'x' || c",
        "SELECT a FROM t WHERE b IN (lower('X'))",
        "SELECT 'x' FROM t",
      })
  void keepsTextsThatMayNameThings(String text) {
    assertThat(shape(text)).isEqualTo(text);
  }
}
