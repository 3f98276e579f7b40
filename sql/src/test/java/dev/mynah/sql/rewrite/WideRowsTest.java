// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideRowsTest {
  private static final List<String> COLUMNS =
      IntStream.range(0, 40).mapToObj(number -> "c " + number).toList();

  /** A model's function of many columns, and tables with and without them. */
  private static final Relations WORLD =
      new Relations() {
        @Override
        public String currentSchema() {
          return "public";
        }

        @Override
        public boolean exists(Kind kind, QualifiedName name) {
          return false;
        }

        @Override
        public List<QualifiedName> sequencesOf(QualifiedName table) {
          return List.of();
        }

        @Override
        public List<QualifiedName> referencesTo(QualifiedName table) {
          return List.of();
        }

        @Override
        public Map<String, String> columnTypes(QualifiedName table) {
          return switch (table.name()) {
            case "wide" ->
                COLUMNS.stream().collect(Collectors.toMap(name -> name, name -> "DOUBLE"));
            case "narrow" -> Map.of("a", "DOUBLE");
            default -> Map.of();
          };
        }

        @Override
        public List<String> modelArguments(QualifiedName function) {
          return switch (function.name()) {
            case "f", "f_probability" -> COLUMNS;
            case "g" -> List.of("a");
            default -> List.of();
          };
        }
      };

  private static String rewritten(String text) {
    EngineStatement statement = (EngineStatement) SqlParser.parse(text);
    return Rewriter.rewrite(statement, List.of(), WORLD).statement().text();
  }

  private static String columnsOf(String alias) {
    return COLUMNS.stream()
        .map(name -> alias + ".\"" + name + '"')
        .collect(Collectors.joining(", "));
  }

  @Test
  void aWideRowIsPassedColumnByColumn() {
    assertThat(rewritten("SELECT x.f(t) AS p, count(*) AS n FROM wide t GROUP BY 1"))
        .isEqualTo("SELECT x.f(" + columnsOf("t") + ") AS p, count(*) AS n FROM wide t GROUP BY 1");
    assertThat(
            rewritten(
                "SELECT a FROM narrow, wide AS \"T 1\" WHERE f_probability(\"T 1\", 'x') > 1"))
        .contains("f_probability(" + columnsOf("\"T 1\"") + ", 'x')");
    assertThat(rewritten("SELECT 1 AS one FROM a JOIN public.wide ON f(wide) = 1"))
        .contains("f(" + columnsOf("wide") + ")");
    assertThat(rewritten("WITH q AS (SELECT 1 AS a) SELECT (f(s)) AS p FROM (SELECT * FROM x) s"))
        .contains("f(" + columnsOf("s") + ")");
    assertThat(rewritten("CREATE TABLE n AS SELECT f(wide) AS p FROM wide"))
        .contains("f(" + columnsOf("wide") + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT g(t) AS p FROM wide t",
        "SELECT f(a) AS p FROM wide t",
        "SELECT f(t) AS p FROM narrow t",
        "SELECT other(t) AS p FROM wide t",
        "SELECT f(t.c, 1) AS p FROM wide t",
        "SELECT (SELECT f(t) FROM narrow n) AS p FROM wide t",
        "CREATE VIEW v AS SELECT f(t) AS p FROM wide t"
      })
  void allElseStaysAsItIs(String text) {
    assertThat(rewritten(text)).isEqualTo(text);
  }
}
