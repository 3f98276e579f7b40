// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.job.JobDescription;
import dev.mynah.ml.automl.SearchResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.sql.tree.QualifiedName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Models as rows of the catalog. Each method belongs to the transaction of its session. */
final class ModelStore {
  private static final String[] OF_A_MODEL = {
    "_model_versions",
    "_model_bytes",
    "_candidates",
    "_model_features",
    "_model_metrics",
    "_confusion",
    "_split_rows",
    "_models"
  };

  private ModelStore() {}

  static Optional<ModelEntry> find(EngineSession session, String schema, String name) {
    List<CatalogRow> rows =
        CatalogRow.query(
            session,
            "SELECT m.model_id, m.schema_name, m.model_name, m.state, m.default_version, m.error,"
                + " v.function_schema, v.function_name FROM ml._models m"
                + " LEFT JOIN ml._model_versions v ON v.model_id = m.model_id"
                + " AND v.version = coalesce(m.default_version, (SELECT max(l.version)"
                + " FROM ml._model_versions l WHERE l.model_id = m.model_id))"
                + " WHERE m.schema_name = $1 AND m.model_name = $2",
            schema,
            name);
    return rows.isEmpty() ? Optional.empty() : Optional.of(entry(rows.getFirst()));
  }

  private static ModelEntry entry(CatalogRow row) {
    return new ModelEntry(
        row.number("model_id"),
        row.text("schema_name"),
        row.text("model_name"),
        row.text("state"),
        row.optionalNumber("default_version"),
        row.optionalText("function_name")
            .map(function -> QualifiedName.of(row.text("function_schema"), function)),
        row.optionalText("error"));
  }

  /** Returns the names of all models of a schema. */
  static List<String> names(EngineSession session, String schema) {
    return CatalogRow.query(
            session, "SELECT model_name FROM ml._models WHERE schema_name = $1", schema)
        .stream()
        .map(row -> row.text("model_name"))
        .toList();
  }

  static long insertModel(EngineSession session, ModelDefinition definition, String owner) {
    long id =
        CatalogRow.query(session, "SELECT nextval('ml._model_ids') AS id").getFirst().number("id");
    CatalogRow.execute(
        session,
        "INSERT INTO ml._models (model_id, schema_name, model_name, owner, state, comment,"
            + " created_at) VALUES ($1, $2, $3, $4, 'TRAINING', $5, $6)",
        id,
        definition.schema(),
        definition.name(),
        owner,
        definition.comment().orElse(null),
        now());
    return id;
  }

  static long nextVersion(EngineSession session, long modelId) {
    return CatalogRow.query(
            session,
            "SELECT coalesce(max(version), 0) + 1 AS version FROM ml._model_versions"
                + " WHERE model_id = $1",
            modelId)
        .getFirst()
        .number("version");
  }

  static void insertVersion(
      EngineSession session,
      ModelVersion version,
      ModelDefinition definition,
      JobDescription job,
      String reason) {
    CatalogRow.execute(
        session,
        "INSERT INTO ml._model_versions (model_id, version, state, job_id, reason, model_type,"
            + " target, target_type, query, query_is_table, function_schema, function_name,"
            + " function_arguments, returns, max_runtime_seconds, seed, created_at, columns, split)"
            + " VALUES ($1, $2, 'TRAINING', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
            + " $15, $16, $17, $18)",
        version.modelId(),
        version.number(),
        job.id(),
        reason,
        definition.modelType().name(),
        definition.target().name(),
        definition.target().type().engineName(),
        definition.fromTable().orElse(definition.query()),
        definition.fromTable().isPresent(),
        definition.functionSchema(),
        definition.functionName(),
        argumentsText(definition.inputs()),
        definition.returns().orElse(null),
        definition.maxRuntime().map(limit -> limit.toMillis() / 1e3).orElse(null),
        definition.seed(),
        now(),
        definition.inputs().size() + 1L,
        RowClauses.inWords(definition.rows().split()));
  }

  private static String argumentsText(List<Column> inputs) {
    return inputs.stream()
        .map(input -> input.name() + " " + input.type().engineName().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  static void insertBytes(EngineSession session, ModelVersion version, byte[] bytes) {
    CatalogRow.execute(
        session,
        "INSERT INTO ml._model_bytes VALUES ($1, $2, $3)",
        version.modelId(),
        version.number(),
        bytes);
  }

  /** Makes a version the one that answers, with everything that its training found out. */
  static void ready(
      EngineSession session,
      ModelVersion version,
      ModelDefinition definition,
      SearchResult result,
      Provenance provenance,
      long sizeBytes) {
    long id = version.modelId();
    long number = version.number();
    CatalogRow.execute(
        session,
        "UPDATE ml._model_versions SET state = 'READY', ready_at = $3, problem_type = $4,"
            + " problem_reason = $5, positive_class = $6, objective = $7, score = $8,"
            + " baseline_score = $9, train_rows = $10, validation_rows = $11,"
            + " missing_target_rows = $12, candidates = $13, seconds = $14, cpu_seconds = $15,"
            + " limited = $16, size_bytes = $17, notes = $18, test_rows = $19,"
            + " data_hash = $20, provenance = $21"
            + " WHERE model_id = $1 AND version = $2",
        id,
        number,
        now(),
        result.problemType().name(),
        result.problemReason(),
        result.target().positive().orElse(null),
        result.objective().label(),
        finite(result.score()),
        finite(result.baselineScore()),
        (long) result.trainingRows(),
        (long) result.validationRows(),
        (long) result.target().missingRows(),
        (long) result.candidates().size(),
        result.seconds(),
        result.cpuSeconds(),
        result.limited(),
        sizeBytes,
        String.join("\n", result.warnings()),
        result.test().map(test -> (long) test.rows()).orElse(null),
        provenance.dataHash(),
        provenance.json());
    CatalogRow.execute(
        session,
        "UPDATE ml._models SET state = 'READY', default_version = $2, error = NULL"
            + " WHERE model_id = $1",
        id,
        number);
    TrainingReports.insert(session, version, definition, result);
  }

  /** Marks a version that came to nothing; a model without another version fails with it. */
  static void failed(EngineSession session, ModelVersion version, String error) {
    CatalogRow.execute(
        session,
        "UPDATE ml._model_versions SET state = 'FAILED', error = $3"
            + " WHERE model_id = $1 AND version = $2",
        version.modelId(),
        version.number(),
        error);
    CatalogRow.execute(
        session,
        "DELETE FROM ml._model_bytes WHERE model_id = $1 AND version = $2",
        version.modelId(),
        version.number());
    CatalogRow.execute(
        session,
        "UPDATE ml._models SET state = 'FAILED', error = $2"
            + " WHERE model_id = $1 AND default_version IS NULL",
        version.modelId(),
        error);
  }

  /** Fails what a former run of the program was training. */
  static void interrupted(EngineSession session) {
    String reason = "interrupted by a restart";
    for (CatalogRow row :
        CatalogRow.query(
            session, "SELECT model_id, version FROM ml._model_versions WHERE state = 'TRAINING'")) {
      failed(session, new ModelVersion(row.number("model_id"), row.number("version")), reason);
    }
  }

  /** Marks a model whose bytes cannot be read; it no longer answers. */
  static void unreadable(EngineSession session, ModelVersion version, String error) {
    CatalogRow.execute(
        session,
        "UPDATE ml._models SET state = 'FAILED', error = $2 WHERE model_id = $1",
        version.modelId(),
        error);
  }

  static void delete(EngineSession session, long modelId) {
    for (String table : OF_A_MODEL) {
      CatalogRow.execute(session, "DELETE FROM ml." + table + " WHERE model_id = $1", modelId);
    }
  }

  static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static OffsetDateTime now() {
    return Instant.now().atOffset(ZoneOffset.UTC);
  }
}
