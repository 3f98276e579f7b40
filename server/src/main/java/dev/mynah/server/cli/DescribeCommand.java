// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.spi.engine.Identifiers;
import java.util.Arrays;
import java.util.Optional;

/** The commands that show what there is, as psql calls them: each is a query of the catalog. */
enum DescribeCommand {
  RELATIONS("\\d", "tables, views and sequences, or the columns of one") {
    @Override
    String query() {
      return relations("'r', 'v', 'S'");
    }

    @Override
    Optional<String> queryOf(String name) {
      return Optional.of(
          """
          SELECT a.attname AS "Column", format_type(a.atttypid, a.atttypmod) AS "Type", \
          CASE WHEN a.attnotnull THEN 'not null' ELSE '' END AS "Nullable", \
          coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS "Default" \
          FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
          WHERE a.attrelid = %s::regclass AND a.attnum > 0 ORDER BY a.attnum\
          """
              .formatted(Identifiers.literal(name)));
    }
  },
  TABLES("\\dt", "tables") {
    @Override
    String query() {
      return relations("'r'");
    }
  },
  VIEWS("\\dv", "views") {
    @Override
    String query() {
      return relations("'v'");
    }
  },
  FUNCTIONS("\\df", "functions, those of models among them") {
    @Override
    String query() {
      return """
      SELECT n.nspname AS "Schema", p.proname AS "Name", \
      pg_get_function_result(p.oid) AS "Result", \
      pg_get_function_arguments(p.oid) AS "Arguments" \
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace ORDER BY 1, 2\
      """;
    }
  },
  MODELS("\\dm", "models, or what there is to know of one") {
    @Override
    String query() {
      return "SHOW MODEL ALL";
    }

    @Override
    Optional<String> queryOf(String name) {
      return Optional.of("SHOW MODEL " + name);
    }
  },
  SCHEMAS("\\dn", "schemas") {
    @Override
    String query() {
      return """
      SELECT nspname AS "Name", pg_get_userbyid(nspowner) AS "Owner" FROM pg_namespace \
      WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1\
      """;
    }
  },
  USERS("\\du", "users and roles") {
    @Override
    String query() {
      return """
      SELECT rolname AS "Name", rolcanlogin AS "May log in", rolsuper AS "Superuser" \
      FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1\
      """;
    }
  };

  private final String word;
  private final String shows;

  DescribeCommand(String word, String shows) {
    this.word = word;
    this.shows = shows;
  }

  /** Returns the command that begins with a word. */
  static Optional<DescribeCommand> of(String word) {
    return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
  }

  /** Returns how it is typed. */
  String word() {
    return word;
  }

  /** Returns what it shows. */
  String shows() {
    return shows;
  }

  /** Returns the query that lists all. */
  abstract String query();

  /** Returns the query that shows one thing of the given name, where there is one. */
  Optional<String> queryOf(String name) {
    return Optional.empty();
  }

  private static String relations(String kinds) {
    return """
    SELECT n.nspname AS "Schema", c.relname AS "Name", CASE c.relkind WHEN 'r' THEN 'table' \
    WHEN 'v' THEN 'view' ELSE 'sequence' END AS "Type", pg_get_userbyid(c.relowner) AS "Owner" \
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN (%s) \
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ml') ORDER BY 1, 2\
    """
        .formatted(kinds);
  }
}
