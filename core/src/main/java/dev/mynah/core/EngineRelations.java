// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.model.ModelFunctions;
import dev.mynah.sql.rewrite.Relations;
import dev.mynah.sql.tree.QualifiedName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What exists for a session, its open transaction and temporary tables included. */
final class EngineRelations implements Relations {
  private static final Map<Kind, String> SOURCES =
      Map.of(
          Kind.TABLE,
          "duckdb_tables() WHERE lower(table_name)",
          Kind.VIEW,
          "duckdb_views() WHERE lower(view_name)",
          Kind.SEQUENCE,
          "duckdb_sequences() WHERE lower(sequence_name)",
          Kind.INDEX,
          "duckdb_indexes() WHERE lower(index_name)",
          Kind.SCHEMA,
          "duckdb_schemas() WHERE lower(schema_name)",
          Kind.TYPE,
          "duckdb_types() WHERE lower(type_name)",
          Kind.FUNCTION,
          "duckdb_functions() WHERE function_type = 'macro' AND NOT internal"
              + " AND lower(function_name)");

  private final SessionState state;
  private final KnownColumns columns;
  private final ModelFunctions functions;
  private Map<String, Set<String>> jsonColumns = Map.of();
  private Object asOf = Optional.empty();

  EngineRelations(SessionState state, KnownColumns columns, ModelFunctions functions) {
    this.state = state;
    this.functions = functions;
    this.columns = columns;
  }

  @Override
  public String currentSchema() {
    return state.settings().currentSchema();
  }

  @Override
  public boolean exists(Kind kind, QualifiedName name) {
    state.freeEngine();
    String query =
        "SELECT schema_name FROM %s = lower($1)"
            .formatted(Objects.requireNonNull(SOURCES.get(kind)));
    List<String> schemas =
        CatalogRow.query(state.engine(), query, name.name()).stream()
            .map(row -> row.text("schema_name"))
            .toList();
    if (kind == Kind.SCHEMA) {
      return !schemas.isEmpty();
    }
    return name.schema()
        .map(schema -> schemas.stream().anyMatch(schema::equalsIgnoreCase))
        .orElseGet(() ->
            schemas.contains("main")
                || schemas.stream().anyMatch(state.settings().searchPath()::contains));
  }

  @Override
  public List<QualifiedName> sequencesOf(QualifiedName table) {
    state.freeEngine();
    return CatalogRow.query(
            state.engine(),
            """
            SELECT DISTINCT s.sequence_name,
              CASE s.database_name WHEN 'temp' THEN 'temp' ELSE s.schema_name END AS schema_name
            FROM duckdb_columns() c
            JOIN duckdb_sequences() s
              ON s.schema_name = c.schema_name AND s.database_name = c.database_name
              AND starts_with(s.sequence_name, c.table_name || '_' || c.column_name || '_seq')
              AND contains(c.column_default, '"' || s.sequence_name || '"')
            WHERE lower(c.table_name) = lower($2)
              AND (c.database_name = 'temp') = ($3 AND lower($2) IN (
                SELECT lower(table_name) FROM duckdb_tables() WHERE database_name = 'temp'))
              AND (c.database_name = 'temp' OR lower(c.schema_name) = lower($1))
              AND (s.comment = 'serial' OR s.comment LIKE 'generated % as identity')
            """,
            table.schema().orElseGet(this::currentSchema),
            table.name(),
            table.schema().isEmpty())
        .stream()
        .map(row -> QualifiedName.of(row.text("schema_name"), row.text("sequence_name")))
        .toList();
  }

  @Override
  public Map<String, String> columnTypes(QualifiedName table) {
    Map<String, String> types = new LinkedHashMap<>();
    columns.of(table).forEach((name, column) -> types.put(name, column.type()));
    return types;
  }

  @Override
  public List<String> modelArguments(QualifiedName function) {
    return functions.arguments(function, state.settings().searchPath());
  }

  @Override
  public Set<String> tablesWithJson(String column) {
    Object world = state.access().world();
    if (!world.equals(asOf)) {
      jsonColumns = lookUpJson();
      asOf = world;
    }
    return jsonColumns.getOrDefault(column, Set.of());
  }

  private Map<String, Set<String>> lookUpJson() {
    state.freeEngine();
    Map<String, Set<String>> tables = new HashMap<>();
    for (CatalogRow row :
        CatalogRow.query(
            state.engine(),
            """
            SELECT lower(table_name) AS table_name, lower(column_name) AS column_name
            FROM duckdb_columns()
            WHERE data_type = 'JSON' AND NOT internal AND database_name IN ('mynah', 'temp')
            """)) {
      tables
          .computeIfAbsent(row.text("column_name"), column -> new HashSet<>())
          .add(row.text("table_name"));
    }
    return tables;
  }

  @Override
  public List<QualifiedName> referencesTo(QualifiedName table) {
    state.freeEngine();
    return CatalogRow.query(
            state.engine(),
            """
            SELECT DISTINCT schema_name, table_name
            FROM duckdb_constraints()
            WHERE constraint_type = 'FOREIGN KEY' AND lower(referenced_table) = lower($1)
              AND lower(table_name) <> lower($1)
            """,
            table.name())
        .stream()
        .map(row -> QualifiedName.of(row.text("schema_name"), row.text("table_name")))
        .toList();
  }
}
