// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.catalog;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the definitions of PostgreSQL's catalog, with all names written in full. */
final class CatalogScripts {
  private static final String FOLDER = "pgcatalog/";

  /** In the order in which they need each other. */
  private static final List<String> SCRIPTS =
      List.of(
          "values.sql",
          "json.sql",
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

  /** How the scripts write what is of the information schema. */
  private static final String INFO = "info";

  /**
   * A view, macro or table.
   *
   * @param name its name; {@code info.} comes before one of the information schema
   * @param text what the engine runs to make it
   * @param needs the names in its text that are defined, too
   */
  record Entry(String name, String text, Set<String> needs) {
    Entry {
      needs = Set.copyOf(needs);
    }

    /** Tells whether its rows are kept in a table of each session. */
    boolean isTable() {
      return text.startsWith("CREATE TABLE ");
    }

    /** Returns the query that gives a table's rows. */
    String query() {
      return text.substring(text.indexOf(" AS") + " AS".length()).strip();
    }

    /** Returns the name under which queries find it. */
    String fullName() {
      return CatalogScripts.fullName(name);
    }

    /** Returns the name of the session's table. */
    String keptName() {
      return CatalogTables.PREFIX + name.replace('.', '_');
    }
  }

  private CatalogScripts() {}

  /** Returns all definitions in the order in which they need each other. */
  static List<Entry> read() {
    List<String> statements = new ArrayList<>();
    text("empty.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(CatalogScripts::empty)
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
    return statements.stream().map(statement -> entry(statement, names)).toList();
  }

  /** Returns what is defined: the name behind CREATE VIEW, TABLE or MACRO. */
  private static String nameOf(List<Token> tokens) {
    return tokens.get(2).isWord(INFO) ? INFO + "." + tokens.get(4).value() : tokens.get(2).value();
  }

  /** Writes names in full: what users call their own tables must not hide what the views read. */
  private static Entry entry(String statement, Set<String> names) {
    StringBuilder text = new StringBuilder(statement.length() + 200);
    List<Token> tokens = Tokenizer.tokenize(statement);
    Set<String> needs = new LinkedHashSet<>();
    int copied = 0;
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      boolean free = at == 0 || !tokens.get(at - 1).isSymbol(".");
      boolean alone = at + 1 == tokens.size() || !tokens.get(at + 1).isSymbol(".");
      if (token.isWord(INFO) && free && !alone) {
        String name = INFO + "." + tokens.get(at + 2).value();
        needs.add(name);
        text.append(statement, copied, token.start()).append(fullName(name));
        copied = tokens.get(at + 2).end();
      } else if (token.isName() && free && alone && names.contains(token.value())) {
        needs.add(token.value());
        text.append(statement, copied, token.start()).append(fullName(token.value()));
        copied = token.end();
      }
    }
    String name = nameOf(tokens);
    needs.remove(name);
    return new Entry(name, text.append(statement, copied, statement.length()).toString(), needs);
  }

  private static String fullName(String name) {
    if (name.startsWith(INFO + ".")) {
      return INFORMATION + name.substring(INFO.length() + 1);
    }
    // PostgreSQL has functions of its own whose names begin so, and clients call them.
    boolean isBehind = name.startsWith("_") && !name.startsWith("_pg_");
    return (isBehind ? BASE : VIEWS) + name;
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
    try (InputStream in = CatalogScripts.class.getResourceAsStream(FOLDER + script)) {
      if (in == null) {
        throw new IllegalStateException(script + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
