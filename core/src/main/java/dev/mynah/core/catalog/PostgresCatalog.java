// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.catalog;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.sql.parser.SourceStatement;
import dev.mynah.sql.parser.StatementSplitter;
import dev.mynah.sql.parser.Tokenizer;
import dev.mynah.sql.tree.Token;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * PostgreSQL's catalog and information schema as views over the engine's, in a database of memory
 * that is made anew at each opening. The views show only what their reader may use.
 */
public final class PostgresCatalog {
  private static final String FOLDER = "pgcatalog/";

  /** In the order in which they need each other. */
  private static final List<String> SCRIPTS =
      List.of(
          "values.sql",
          "base.sql",
          "types.sql",
          "relations.sql",
          "keys.sql",
          "routines.sql",
          "roles.sql",
          "functions.sql",
          "information.sql");

  private static final String VIEWS = "pgcatalog.main.";
  private static final String INFORMATION = "pgcatalog.pg_info.";

  /** What only the views themselves read, as it is not filtered for its reader. */
  private static final String BASE = "pgcatalog.pg_base.";

  private PostgresCatalog() {}

  /** Makes all views and functions; they must not be there yet. */
  public static void create(EngineSession session) {
    List<String> statements = new ArrayList<>();
    text("empty.txt")
        .lines()
        .filter(l -> !l.startsWith("#"))
        .map(PostgresCatalog::empty)
        .forEach(statements::add);
    for (String script : SCRIPTS) {
      StatementSplitter.split(text(script)).stream()
          .map(SourceStatement::text)
          .forEach(statements::add);
    }
    Set<String> names = new HashSet<>();
    for (String statement : statements) {
      names.add(nameOf(Tokenizer.tokenize(statement)));
    }
    try (Transaction transaction = session.begin()) {
      session.execute("CREATE SCHEMA pgcatalog.pg_base");
      session.execute("CREATE SCHEMA pgcatalog.pg_info");
      statements.forEach(statement -> session.execute(qualified(statement, names)));
      transaction.commit();
    }
  }

  /** Returns what is defined: the name behind CREATE VIEW or CREATE MACRO. */
  private static String nameOf(List<Token> tokens) {
    return tokens.get(2).isWord("info") ? "info." + tokens.get(4).value() : tokens.get(2).value();
  }

  /** Writes names in full: what users call their own tables must not hide what the views read. */
  private static String qualified(String statement, Set<String> names) {
    StringBuilder text = new StringBuilder(statement.length() + 200);
    List<Token> tokens = Tokenizer.tokenize(statement);
    int copied = 0;
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      boolean free = at == 0 || !tokens.get(at - 1).isSymbol(".");
      boolean alone = at + 1 == tokens.size() || !tokens.get(at + 1).isSymbol(".");
      if (token.isWord("info") && free && !alone) {
        text.append(statement, copied, token.start()).append(INFORMATION);
        copied = tokens.get(at + 1).end();
      } else if (token.isName() && free && alone && names.contains(token.value())) {
        text.append(statement, copied, token.start())
            .append(isBehind(token.value()) ? BASE : VIEWS);
        copied = token.start();
      }
    }
    return text.append(statement, copied, statement.length()).toString();
  }

  private static boolean isBehind(String name) {
    // PostgreSQL has functions of its own whose names begin so, and clients call them.
    return name.startsWith("_") && !name.startsWith("_pg_");
  }

  /** Returns the definition of a relation without rows, from {@code name: column type, ...}. */
  private static String empty(String line) {
    int colon = line.indexOf(':');
    String columns =
        List.of(line.substring(colon + 1).strip().split(", ", -1)).stream()
            .map(column -> column.split(" ", 2))
            .map(column -> "CAST(NULL AS %s) AS \"%s\"".formatted(typeOf(column[1]), column[0]))
            .collect(Collectors.joining(", "));
    return "CREATE VIEW %s AS SELECT %s WHERE false".formatted(line.substring(0, colon), columns);
  }

  private static String typeOf(String type) {
    return type.replace("oid", "BIGINT").replace("text", "VARCHAR");
  }

  private static String text(String script) {
    try (InputStream in = PostgresCatalog.class.getResourceAsStream(FOLDER + script)) {
      if (in == null) {
        throw new IllegalStateException(script + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
