// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.engine.RelationName;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.parser.Tokenizer;
import dev.mynah.sql.rewrite.Rewriter;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.SecurableKind;
import dev.mynah.sql.tree.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What exists at one moment: schemas, tables, views, sequences, macros. Names in lower case. What
 * is temporary lies in the schema {@value #TEMPORARY}.
 */
final class Existing {
  static final String TEMPORARY = "temp";

  private final Set<String> schemas = new HashSet<>();
  private final Map<String, List<Securable>> tables = new HashMap<>();
  private final Set<Securable> views = new HashSet<>();
  private final Map<Securable, String> definitions = new HashMap<>();
  private final Map<String, List<Token>> temporaryViews = new HashMap<>();
  private final Map<String, List<Macro>> macros = new HashMap<>();
  private final Set<Securable> others = new HashSet<>();
  private final Map<String, List<Index>> indexes = new HashMap<>();
  private final Set<String> temporary = new HashSet<>();
  private final Set<String> catalogFunctions = new HashSet<>();
  private final Map<Reading, Set<RelationName>> scans = new ConcurrentHashMap<>();

  /** A user's macro; its body is expanded into the statements that call it. */
  record Macro(Securable thing, List<Token> body) {}

  /** A view means what its names mean to who reads it. */
  private record Reading(Securable view, List<String> searchPath) {}

  /** An index lies in the schema of its table. */
  private record Index(String schema, Securable table) {}

  private final Set<String> engineFunctions;

  private Existing(Set<String> engineFunctions) {
    this.engineFunctions = engineFunctions;
  }

  /**
   * Reads what the session sees.
   *
   * @param engineFunctions in lower case; they never change while the engine runs
   */
  static Existing load(EngineSession session, Set<String> engineFunctions) {
    Existing all = new Existing(engineFunctions);
    for (CatalogRow row : CatalogRow.query(session, "SELECT schema_name FROM duckdb_schemas()")) {
      all.schemas.add(lower(row.text("schema_name")));
    }
    String tables =
        "SELECT schema_name, table_name AS name, temporary, false AS is_view, sql"
            + " FROM duckdb_tables() UNION ALL SELECT schema_name, view_name, temporary, true, sql"
            + " FROM duckdb_views() WHERE NOT internal";
    CatalogRow.query(session, tables).forEach(all::addTable);
    String macros =
        "SELECT database_name, schema_name, function_name, macro_definition"
            + " FROM duckdb_functions() WHERE function_type LIKE '%macro' AND NOT internal";
    CatalogRow.query(session, macros).forEach(all::addMacro);
    all.addOthers(session);
    return all;
  }

  private void addTable(CatalogRow row) {
    String name = lower(row.text("name"));
    if (row.flag("temporary")) {
      temporary.add(name);
      if (row.flag("is_view")) {
        row.optionalText("sql").ifPresent(sql -> temporaryViews.put(name, body(sql)));
      }
      return;
    }
    if (SystemSchemas.isSystem(row.text("schema_name"))) {
      return;
    }
    Securable table = Securable.ofTable(row.text("schema_name"), name);
    tables.computeIfAbsent(name, key -> new ArrayList<>()).add(table);
    row.optionalText("sql").ifPresent(sql -> definitions.put(table, sql));
    if (row.flag("is_view")) {
      views.add(table);
    }
  }

  /** Returns the tokens behind the first AS outside parentheses. */
  private static List<Token> body(String definition) {
    List<Token> tokens = Tokenizer.tokenize(definition);
    int depth = 0;
    for (int at = 0; at < tokens.size(); at++) {
      if (tokens.get(at).isSymbol("(")) {
        depth++;
      } else if (tokens.get(at).isSymbol(")")) {
        depth--;
      } else if (depth == 0 && tokens.get(at).isWord("as")) {
        return tokens.subList(at + 1, tokens.size());
      }
    }
    return tokens;
  }

  private void addMacro(CatalogRow row) {
    String name = lower(row.text("function_name"));
    if (row.text("database_name").equals(Rewriter.CATALOG)) {
      catalogFunctions.add(name);
      return;
    }
    boolean own = row.text("database_name").equals(TEMPORARY);
    String schema = own ? TEMPORARY : row.text("schema_name");
    Securable thing = new Securable(SecurableKind.FUNCTION, schema, name);
    // What the server's own macros read, everyone may read.
    boolean opaque = !own && SystemSchemas.isSystem(schema);
    List<Token> body =
        opaque
            ? List.of()
            : row.optionalText("macro_definition").map(Tokenizer::tokenize).orElse(List.of());
    macros.computeIfAbsent(name, key -> new ArrayList<>()).add(new Macro(thing, body));
    others.add(thing);
  }

  private void addOthers(EngineSession session) {
    String query =
        "SELECT 'SEQUENCE' AS kind, schema_name, sequence_name AS name FROM duckdb_sequences()"
            + " WHERE NOT temporary UNION ALL SELECT 'TYPE', schema_name, type_name"
            + " FROM duckdb_types() WHERE NOT internal";
    for (CatalogRow row : CatalogRow.query(session, query)) {
      others.add(
          new Securable(
              SecurableKind.valueOf(row.text("kind")), row.text("schema_name"), row.text("name")));
    }
    String indexed = "SELECT schema_name, index_name, table_name FROM duckdb_indexes()";
    for (CatalogRow row : CatalogRow.query(session, indexed)) {
      Securable table = Securable.ofTable(row.text("schema_name"), row.text("table_name"));
      indexes
          .computeIfAbsent(lower(row.text("index_name")), key -> new ArrayList<>())
          .add(new Index(table.schema(), table));
    }
  }

  boolean isEngineFunction(String name) {
    return engineFunctions.contains(name);
  }

  /** Tells whether PostgreSQL's catalog has a function of this name, which hides the engine's. */
  boolean isCatalogFunction(String name) {
    return catalogFunctions.contains(name);
  }

  boolean isSchema(String name) {
    return schemas.contains(lower(name));
  }

  boolean isTemporary(String name) {
    return temporary.contains(lower(name));
  }

  /** Returns the tables and views of this name in any schema. */
  List<Securable> tablesNamed(String name) {
    return tables.getOrDefault(lower(name), List.of());
  }

  List<Macro> macrosNamed(String name) {
    return macros.getOrDefault(lower(name), List.of());
  }

  /** Tells whether there is a thing of this kind and name. */
  boolean has(Securable thing) {
    return switch (thing.kind()) {
      case TABLE -> tablesNamed(thing.name()).contains(thing);
      case SCHEMA -> isSchema(thing.name());
      case SEQUENCE, FUNCTION, TYPE -> others.contains(thing);
      case MODEL, CONNECTION, DATABASE, SYSTEM -> false;
    };
  }

  List<Securable> sequencesNamed(String name) {
    return others.stream()
        .filter(thing -> thing.kind() == SecurableKind.SEQUENCE && thing.name().equals(lower(name)))
        .toList();
  }

  /** Returns all things of a kind in a schema. */
  List<Securable> inSchema(SecurableKind kind, String schema) {
    return switch (kind) {
      case TABLE ->
          tables.values().stream()
              .flatMap(List::stream)
              .filter(table -> table.schema().equals(lower(schema)))
              .toList();
      case SEQUENCE, FUNCTION, TYPE ->
          others.stream()
              .filter(thing -> thing.kind() == kind && thing.schema().equals(lower(schema)))
              .toList();
      case SCHEMA, MODEL, CONNECTION, DATABASE, SYSTEM -> List.of();
    };
  }

  /** Returns the tables whose index may be meant. */
  List<Securable> tablesOfIndex(QualifiedName index) {
    return indexes.getOrDefault(lower(index.name()), List.of()).stream()
        .filter(found -> index.schema().map(found.schema()::equalsIgnoreCase).orElse(true))
        .map(Index::table)
        .toList();
  }

  boolean isView(Securable table) {
    return views.contains(table);
  }

  /** Returns the words of a view's query, and of a table's columns and constraints. */
  List<Token> bodyOf(Securable table) {
    String sql = definitions.getOrDefault(table, "");
    return isView(table) ? body(sql) : Tokenizer.tokenize(sql);
  }

  /** Returns the words of a temporary view's query; none if there is no such view. */
  List<Token> temporaryView(String name) {
    return temporaryViews.getOrDefault(lower(name), List.of());
  }

  /** Returns the tables that a view reads in the end; a broken one reads none. */
  Set<Securable> scansOf(Securable view, EngineSession session, List<String> searchPath) {
    return scanned(readsOf(view, session, searchPath));
  }

  /** Tells whether this is a temporary table as plans name it. */
  boolean isTemporary(RelationName read) {
    return read.schema().equals("main") && isTemporary(read.name());
  }

  /** Returns the tables that a view reads, temporary ones among them. */
  Set<RelationName> readsOf(Securable view, EngineSession session, List<String> searchPath) {
    return scans.computeIfAbsent(
        new Reading(view, searchPath),
        key -> {
          try {
            return session
                .facts("SELECT * FROM " + Identifiers.quote(view.schema(), view.name()))
                .reads();
          } catch (DatastoreException e) {
            return Set.of();
          }
        });
  }

  /** Returns the tables of a plan that rights are about; temporary ones are the session's own. */
  static Set<Securable> scanned(Set<RelationName> reads) {
    Set<Securable> tables = new HashSet<>();
    for (RelationName read : reads) {
      if (!SystemSchemas.isSystem(read.schema())) {
        tables.add(Securable.ofTable(read.schema(), read.name()));
      }
    }
    return tables;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
