// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.Caller;
import dev.mynah.core.transaction.StatementGate;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import dev.mynah.sql.tree.FunctionClause;
import dev.mynah.sql.tree.ModelSource;
import dev.mynah.sql.tree.ModelStatement.CreateModel;
import dev.mynah.sql.tree.Name;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks CREATE MODEL against what exists: the query, its columns, the function's name. */
final class ModelDefinitions {
  private ModelDefinitions() {}

  static ModelDefinition check(CreateModel create, ModelOptions options, Caller caller) {
    String schema = schemaOf(create.name(), caller);
    checkSchema(schema, caller);
    Source source = sourceOf(create.source());
    Name target =
        create
            .target()
            .orElseThrow(() ->
                new DatastoreException(
                        ErrorCode.SYNTAX_ERROR,
                        "CREATE MODEL \"%s\" has no TARGET".formatted(create.name()))
                    .withHint("Name the column to predict: TARGET column."));
    String query = admitted(source, caller);
    List<Column> columns = columnsOf(query, source, caller);
    Column targetColumn = columnNamed(target, columns);
    List<Column> inputs = columns.stream().filter(column -> !column.equals(targetColumn)).toList();
    if (inputs.isEmpty()) {
      throw new DatastoreException(
              ErrorCode.TRAINING_DATA_UNSUITABLE, "the training query has only one column")
          .withDetail("Its only column is the target \"%s\".".formatted(targetColumn.name()))
          .withHint("A model needs the target and at least one column to predict it from.");
    }
    checkNamesDiffer(columns);
    QualifiedName function =
        create.function().map(FunctionClause::name).orElse(QualifiedName.of(create.name().name()));
    String functionSchema = schemaOf(function, caller);
    checkSchema(functionSchema, caller);
    create.function().flatMap(FunctionClause::types).ifPresent(t -> checkTypes(t, inputs, caller));
    create.returns().ifPresent(type -> checkType(type, caller));
    return new ModelDefinition(
        schema,
        create.name().name(),
        query,
        source.table(),
        targetColumn,
        inputs,
        functionSchema,
        function.name(),
        create.returns(),
        options.modelType(),
        options.problemType(),
        ignored(options, inputs),
        options.maxRuntime(),
        options.seed(),
        options.positive(),
        options.objective(),
        options.rows().plan(name -> columnNamed(name, inputs).name(), caller.engine()),
        options.candidates(),
        options.rows().evaluateOn().map(clause -> TestQuery.of(clause, columns, caller)),
        options.comment());
  }

  private static void checkSchema(String schema, Caller caller) {
    StatementGate.admitSchema(schema);
    if (CatalogRow.query(
            caller.engine(),
            "SELECT 1 AS found FROM duckdb_schemas() WHERE schema_name = $1"
                + " AND database_name = current_database()",
            schema)
        .isEmpty()) {
      throw new DatastoreException(
          ErrorCode.INVALID_SCHEMA_NAME, "schema \"%s\" does not exist".formatted(schema));
    }
  }

  static String schemaOf(QualifiedName name, Caller caller) {
    return name.schema().orElseGet(() -> caller.settings().currentSchema());
  }

  /** Where the rows come from; the place of the query in the statement, from 1. */
  private record Source(String query, Optional<String> table, int position) {}

  private static Source sourceOf(ModelSource source) {
    return switch (source) {
      case ModelSource.TableSource table ->
          new Source(
              "SELECT * FROM "
                  + table
                      .table()
                      .schema()
                      .map(schema -> Identifiers.quote(schema, table.table().name()))
                      .orElseGet(() -> Identifiers.quote(table.table().name())),
              Optional.of(table.table().toString()),
              DatastoreException.NO_POSITION);
      case ModelSource.QuerySource query ->
          new Source(query.text(), Optional.empty(), query.position());
      case ModelSource.FileSource file ->
          throw new DatastoreException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "CREATE MODEL FROM a file is not supported yet");
      case ModelSource.NoSource none ->
          throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "CREATE MODEL has no FROM")
              .withHint("Name the rows to learn from: FROM table, or FROM (query).");
    };
  }

  private static String admitted(Source source, Caller caller) {
    try {
      return caller.queries().admit(source.query());
    } catch (DatastoreException e) {
      throw inStatement(e, source);
    }
  }

  /** Counts a place in the query from the beginning of the statement. */
  private static DatastoreException inStatement(DatastoreException error, Source source) {
    boolean inside = error.position() != DatastoreException.NO_POSITION && source.position() > 0;
    return error.withPosition(
        inside ? source.position() + error.position() - 1 : DatastoreException.NO_POSITION);
  }

  private static List<Column> columnsOf(String text, Source source, Caller caller) {
    try (PreparedQuery query = caller.engine().prepare(text)) {
      if (!query.parameterTypes().isEmpty()) {
        throw new DatastoreException(
            ErrorCode.UNDEFINED_PARAMETER, "the training query cannot have parameters");
      }
      if (query.columns().isEmpty()) {
        throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "the training query returns no rows")
            .withHint("Give a SELECT.");
      }
      return query.columns();
    } catch (DatastoreException e) {
      throw inStatement(e, source);
    }
  }

  private static Column columnNamed(Name name, List<Column> columns) {
    for (Column column : columns) {
      if (column.name().equals(name.text())) {
        return column;
      }
    }
    for (Column column : columns) {
      if (column.name().equalsIgnoreCase(name.text())) {
        return column;
      }
    }
    DatastoreException error =
        new DatastoreException(
                ErrorCode.UNDEFINED_COLUMN,
                "column \"%s\" is not in the training query".formatted(name.text()))
            .withDetail(
                "Its columns are %s."
                    .formatted(
                        columns.stream().map(Column::name).collect(Collectors.joining(", "))))
            .withPosition(name.position());
    throw NearestName.of(name.text(), columns.stream().map(Column::name).toList())
        .map(nearest -> error.withHint("Perhaps you meant \"%s\".".formatted(nearest)))
        .orElse(error);
  }

  /** Two columns of one name could not be told apart in a row. */
  private static void checkNamesDiffer(List<Column> columns) {
    List<String> seen = new ArrayList<>();
    for (Column column : columns) {
      String name = column.name().toLowerCase(Locale.ROOT);
      if (seen.contains(name)) {
        throw new DatastoreException(
                ErrorCode.DUPLICATE_COLUMN,
                "column \"%s\" is twice in the training query".formatted(column.name()))
            .withHint("Give each column a name of its own with AS.");
      }
      seen.add(name);
    }
  }

  private static Set<String> ignored(ModelOptions options, List<Column> inputs) {
    return options.ignored().stream()
        .map(name -> columnNamed(new Name(name, true, 0), inputs).name())
        .collect(Collectors.toSet());
  }

  private static void checkTypes(List<String> types, List<Column> inputs, Caller caller) {
    if (types.size() != inputs.size()) {
      throw new DatastoreException(
              ErrorCode.DATATYPE_MISMATCH,
              "FUNCTION names %d types, but the training query has %d columns besides the target"
                  .formatted(types.size(), inputs.size()))
          .withHint("Name one type a column, in their order, or leave the types out.");
    }
    types.forEach(type -> checkType(type, caller));
  }

  private static void checkType(String type, Caller caller) {
    try (PreparedQuery query = caller.engine().prepare("SELECT CAST(NULL AS " + type + ")")) {
      if (query.columns().size() != 1) {
        throw unknownType(type);
      }
    } catch (DatastoreException e) {
      throw unknownType(type);
    }
  }

  private static DatastoreException unknownType(String type) {
    return new DatastoreException(
        ErrorCode.UNDEFINED_OBJECT, "type \"%s\" does not exist".formatted(type));
  }

  /**
   * Fails if a name is that of a function which is not this model's.
   *
   * @param own the function that this model has already, when it is made again
   */
  static void checkFunctionIsFree(
      ModelDefinition definition, Optional<QualifiedName> own, Caller caller) {
    QualifiedName wanted = QualifiedName.of(definition.functionSchema(), definition.functionName());
    if (own.filter(wanted::equals).isPresent()) {
      return;
    }
    List<CatalogRow> taken =
        CatalogRow.query(
            caller.engine(),
            "SELECT internal FROM duckdb_functions() WHERE lower(function_name) = lower($1)"
                + " AND (internal OR schema_name = $2) LIMIT 1",
            definition.functionName(),
            definition.functionSchema());
    if (!taken.isEmpty()) {
      throw new DatastoreException(
              ErrorCode.DUPLICATE_FUNCTION, "function \"%s\" already exists".formatted(wanted))
          .withHint("Choose another name for the model's function.");
    }
  }
}
