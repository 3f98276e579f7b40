// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.Notice;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.rewrite.Rewriting;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.StatementKind;
import dev.mynah.sql.tree.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what IF EXISTS and IF NOT EXISTS are about to pass over, in PostgreSQL's words; where a
 * statement is rewritten, that has told it already.
 */
final class SkipNotices {
  /** Words of CREATE that may stand before IF: OR REPLACE GLOBAL TEMPORARY VIEW, and the verb. */
  private static final int MAX_HEAD = 6;

  private static final Set<String> RELATIONS = Set.of("table", "view", "sequence", "index");

  private final SessionState state;

  SkipNotices(SessionState state) {
    this.state = state;
  }

  /** Looks at a statement before it runs. */
  void before(Rewriting rewriting) {
    EngineStatement statement = rewriting.statement();
    String[] words = statement.command().split(" ", -1);
    if (statement.kind() != StatementKind.DEFINE
        || words.length < 2
        || !rewriting.isSingle()
        || !rewriting.notices().isEmpty()) {
      return;
    }
    String kind = words[1].toLowerCase(Locale.ROOT);
    List<Token> tokens = statement.tokens();
    int head = 1;
    while (head < Math.min(MAX_HEAD, tokens.size()) && !tokens.get(head).isWord("if")) {
      head++;
    }
    if (words[0].equals("CREATE") && areWords(tokens, head, "if", "not", "exists")) {
      name(tokens, head + 3).ifPresent(name -> sayIfThere(kind, name));
    } else if (words[0].equals("ALTER") && head == 2 && areWords(tokens, head, "if", "exists")) {
      name(tokens, head + 2)
          .filter(name -> RELATIONS.contains(kind) && !relationExists(name))
          .ifPresent(name ->
              say("00000", "relation \"%s\" does not exist, skipping".formatted(name.name())));
    }
  }

  private static boolean areWords(List<Token> tokens, int from, String... words) {
    if (from + words.length > tokens.size()) {
      return false;
    }
    for (int index = 0; index < words.length; index++) {
      if (!tokens.get(from + index).isWord(words[index])) {
        return false;
      }
    }
    return true;
  }

  /** Reads a name of one or two parts; what has more is elsewhere, and nothing is said of it. */
  private static Optional<QualifiedName> name(List<Token> tokens, int from) {
    List<String> parts = new ArrayList<>();
    int at = from;
    while (at < tokens.size() && tokens.get(at).isName()) {
      parts.add(tokens.get(at).value());
      boolean more = at + 1 < tokens.size() && tokens.get(at + 1).isSymbol(".");
      at += more ? 2 : tokens.size();
    }
    return switch (parts.size()) {
      case 1 -> Optional.of(QualifiedName.of(parts.getFirst()));
      case 2 -> Optional.of(QualifiedName.of(parts.getFirst(), parts.getLast()));
      default -> Optional.empty();
    };
  }

  private void sayIfThere(String kind, QualifiedName name) {
    if (kind.equals("schema") && schemaExists(name.name())) {
      say(
          ErrorCode.DUPLICATE_SCHEMA.sqlState(),
          "schema \"%s\" already exists, skipping".formatted(name.name()));
    } else if (RELATIONS.contains(kind) && relationExists(name)) {
      say(
          ErrorCode.DUPLICATE_TABLE.sqlState(),
          "relation \"%s\" already exists, skipping".formatted(name.name()));
    }
  }

  private boolean schemaExists(String name) {
    return !CatalogRow.query(
            state.engine(),
            "SELECT 1 AS found FROM duckdb_schemas() WHERE lower(schema_name) = lower(?)"
                + " AND database_name = current_database()",
            name)
        .isEmpty();
  }

  private boolean relationExists(QualifiedName name) {
    List<String> schemas =
        name.schema().map(List::of).orElseGet(() -> state.settings().searchPath());
    return !CatalogRow.query(
            state.engine(),
            "SELECT 1 AS found FROM (SELECT schema_name, table_name AS name, database_name"
                + " FROM duckdb_tables()"
                + " UNION ALL SELECT schema_name, view_name, database_name FROM duckdb_views()"
                + " UNION ALL SELECT schema_name, sequence_name, database_name"
                + " FROM duckdb_sequences()"
                + " UNION ALL SELECT schema_name, index_name, database_name FROM duckdb_indexes())"
                + " WHERE lower(name) = lower(?) AND (database_name = 'temp'"
                + " OR list_contains(string_split(lower(?), ','), lower(schema_name)))",
            name.name(),
            String.join(",", schemas))
        .isEmpty();
  }

  private void say(String code, String message) {
    state
        .caller()
        .notices()
        .notice(
            new Notice(Notice.Severity.NOTICE, code, message, Optional.empty(), Optional.empty()));
  }
}
