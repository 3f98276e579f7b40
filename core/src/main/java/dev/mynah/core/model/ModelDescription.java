// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.Caller;
import dev.mynah.ml.automl.MetricReport;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of SHOW MODEL: Redshift's keys first, in their order, then what else is known of the
 * model.
 */
public final class ModelDescription {
  /** The columns of SHOW MODEL. */
  public static final List<Column> COLUMNS =
      List.of(new Column("Key", DataType.TEXT), new Column("Value", DataType.TEXT));

  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private final Caller caller;
  private final CatalogRow version;
  private final long modelId;

  private ModelDescription(Caller caller, CatalogRow version, long modelId) {
    this.caller = caller;
    this.version = version;
    this.modelId = modelId;
  }

  /** Returns the rows for a model, or for one version of it. */
  public static List<List<@Nullable Object>> of(
      QualifiedName name, OptionalInt number, Caller caller) {
    ModelEntry entry = Models.require(name, caller);
    List<CatalogRow> found =
        CatalogRow.query(
            caller.engine(),
            "SELECT m.model_name, m.schema_name, m.owner, m.comment, m.state AS model_state,"
                + " strftime(m.created_at, '%a, %d.%m.%Y %H:%M:%S') AS created,"
                + " 'Mynah ' || (v.provenance ->> '$.mynah_version') || ', Java '"
                + " || (v.provenance ->> '$.java_version') || ', ' || (v.provenance ->> '$.system')"
                + " || ', ' || (v.provenance ->> '$.processors') || ' processors' AS made_by, v.*"
                + " FROM ml._models m JOIN ml._model_versions v ON v.model_id = m.model_id"
                + " WHERE m.model_id = $1 AND v.version = coalesce($2, m.default_version,"
                + " (SELECT max(version) FROM ml._model_versions WHERE model_id = $1))",
            entry.id(),
            number.isPresent() ? (Long) (long) number.getAsInt() : null);
    if (found.isEmpty()) {
      throw new DatastoreException(
              ErrorCode.UNDEFINED_OBJECT,
              "model \"%s\" has no version %d".formatted(name, number.orElse(0)))
          .withHint("ml.model_versions lists them.");
    }
    ModelDescription description = new ModelDescription(caller, found.getFirst(), entry.id());
    description.addRedshiftRows(number.isPresent());
    description.addOwnRows();
    return description.rows;
  }

  private void add(String key, @Nullable String value) {
    rows.add(Arrays.asList(key, value == null ? "" : value));
  }

  private void add(String key, String column, String unit) {
    version.optionalDouble(column).ifPresent(value -> add(key, number(value) + unit));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6f", value);
  }

  private void addRedshiftRows(boolean ofVersion) {
    add("Model Name", version.text("model_name"));
    add("Schema Name", version.text("schema_name"));
    add("Owner", version.text("owner"));
    add("Creation Time", version.text("created"));
    add("Model State", version.text(ofVersion ? "state" : "model_state"));
    version
        .optionalDouble("score")
        .ifPresent(score ->
            add("validation:" + version.text("objective").toLowerCase(Locale.ROOT), number(score)));
    add("Estimated Cost", "0.00");
    add("", "");
    add("TRAINING DATA:", "");
    add(version.flag("query_is_table") ? "Table" : "Query", version.text("query"));
    add("Target Column", version.text("target").toUpperCase(Locale.ROOT));
    add("", "");
    add("PARAMETERS:", "");
    add("Model Type", version.text("model_type").toLowerCase(Locale.ROOT));
    add("Problem Type", version.optionalText("problem_type").orElse(""));
    add("Objective", version.optionalText("objective").orElse(""));
    add("Function Name", version.text("function_name"));
    String arguments = version.text("function_arguments");
    add("Function Parameters", namesOf(arguments));
    add("Function Parameter Types", typesOf(arguments));
    add("IAM Role", "");
    add("KMS Key", "");
    add(
        "Max Runtime",
        version.optionalDouble("max_runtime_seconds").map(ModelDescription::number).orElse("auto"));
  }

  private static String namesOf(String arguments) {
    return Arrays.stream(arguments.split(", ", -1))
        .map(argument -> argument.substring(0, Math.max(0, argument.lastIndexOf(' '))))
        .collect(Collectors.joining(" "));
  }

  private static String typesOf(String arguments) {
    return Arrays.stream(arguments.split(", ", -1))
        .map(argument -> argument.substring(argument.lastIndexOf(' ') + 1))
        .collect(Collectors.joining(" "));
  }

  private void addOwnRows() {
    add("", "");
    add("TRAINING:", "");
    add("Version", Long.toString(version.number("version")));
    version.optionalText("error").ifPresent(error -> add("Error", error));
    version.optionalText("comment").ifPresent(comment -> add("Comment", comment));
    version.optionalText("problem_reason").ifPresent(reason -> add("Problem Type Reason", reason));
    version.optionalText("positive_class").ifPresent(label -> add("Positive Class", label));
    boolean cross = version.optionalNumber("validation_rows").orElse(0L) == 0;
    add(
        "Score",
        "score",
        cross
            ? " (cross-fitted: each row by models trained on other rows)"
            : " (validation rows, cross-fitted)");
    add("Baseline Score", "baseline_score", " (the best constant answer on the same rows)");
    version
        .optionalNumber("train_rows")
        .ifPresent(train ->
            add(
                "Rows",
                Long.toString(train + version.optionalNumber("validation_rows").orElse(0L))));
    add("Training Rows", "train_rows", "");
    add(
        "Validation Rows",
        "validation_rows",
        cross ? " (each training row validates models of other folds)" : "");
    add("Test Rows", "test_rows", " (had no part in making the model)");
    version.optionalText("split").ifPresent(split -> add("Split", split));
    version.optionalText("row_key").ifPresent(key -> add("Row Key", key));
    add("Rows Without Target", "missing_target_rows", " (left out)");
    add("Columns", "columns", "");
    add("Candidates Tried", "candidates", "");
    add("Seconds", "seconds", "");
    add("CPU Seconds", "cpu_seconds", "");
    add("Size in Bytes", "size_bytes", "");
    add("Seed", Long.toString(version.number("seed")));
    version.optionalText("data_hash").ifPresent(hash -> add("Data Hash", hash));
    version.optionalText("made_by").ifPresent(program -> add("Made By", program));
    addCandidates();
    addMetrics();
    addFeatures();
    version
        .optionalText("notes")
        .ifPresent(
            notes -> notes.lines().filter(n -> !n.isBlank()).forEach(note -> add("Note", note)));
  }

  private List<CatalogRow> query(String columns, String rest) {
    return CatalogRow.query(
        caller.engine(),
        "SELECT "
            + columns
            + " FROM "
            + rest.replace("WHERE", "WHERE model_id = $1 AND version = $2 AND"),
        modelId,
        version.number("version"));
  }

  private void addCandidates() {
    List<CatalogRow> candidates =
        query(
            "candidate, algorithm, score, fit_seconds",
            "ml._candidates WHERE rank > 0 ORDER BY rank");
    for (CatalogRow candidate : candidates) {
      add(
          "Candidate " + candidate.text("candidate"),
          "%s, score %s, %.1f s"
              .formatted(
                  candidate.text("algorithm"),
                  number(candidate.optionalDouble("score").orElse(Double.NaN)),
                  candidate.optionalDouble("fit_seconds").orElse(0.0)));
    }
  }

  private void addMetrics() {
    for (CatalogRow metric :
        query(
            "part, metric, value, baseline",
            "ml._model_metrics WHERE true ORDER BY part = 'TEST', metric")) {
      boolean tested = metric.text("part").equals(MetricReport.TEST);
      add(
          (tested ? "Test Metric " : "Metric ") + metric.text("metric"),
          number(metric.optionalDouble("value").orElse(Double.NaN))
              + metric
                  .optionalDouble("baseline")
                  .map(baseline -> " (baseline " + number(baseline) + ")")
                  .orElse(""));
    }
  }

  private void addFeatures() {
    List<CatalogRow> used =
        query(
            "feature, importance",
            "ml._model_features WHERE treatment <> 'DROPPED' ORDER BY importance DESC, position"
                + " LIMIT 10");
    if (!used.isEmpty()) {
      add(
          "Most Important Features",
          used.stream()
              .map(row ->
                  String.format(
                      Locale.ROOT,
                      "%s %.1f %%",
                      row.text("feature"),
                      100 * row.optionalDouble("importance").orElse(0.0)))
              .collect(Collectors.joining(", ")));
    }
    for (CatalogRow row :
        query(
            "source_column, reason",
            "ml._model_features WHERE treatment = 'DROPPED' ORDER BY position")) {
      add("Dropped " + row.text("source_column"), row.text("reason"));
    }
  }
}
