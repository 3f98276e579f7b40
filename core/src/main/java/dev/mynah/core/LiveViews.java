// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.Caller;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SHOW statements that print a view of the catalog. */
final class LiveViews {
  static final List<Column> MODEL_COLUMNS =
      List.of(
          new Column("schema_name", DataType.TEXT),
          new Column("model_name", DataType.TEXT),
          new Column("state", DataType.TEXT),
          new Column("model_type", DataType.TEXT),
          new Column("target", DataType.TEXT),
          new Column("score", DataType.DOUBLE),
          new Column("version", DataType.BIGINT));

  static final List<Column> JOB_COLUMNS =
      List.of(
          new Column("job_id", DataType.BIGINT),
          new Column("kind", DataType.TEXT),
          new Column("object_name", DataType.TEXT),
          new Column("state", DataType.TEXT),
          new Column("percent", DataType.DOUBLE),
          new Column("phase", DataType.TEXT),
          new Column("seconds", DataType.DOUBLE),
          new Column("error", DataType.TEXT));

  private LiveViews() {}

  static StatementResult models(Caller caller) {
    return read(
        caller,
        "SELECT schema_name, model_name, state, model_type, target, score,"
            + " default_version AS version FROM ml.models ORDER BY schema_name, model_name");
  }

  static StatementResult jobs(Caller caller) {
    return read(
        caller,
        "SELECT job_id, kind, object_name, state, round(percent, 1) AS percent, phase,"
            + " round(seconds, 1) AS seconds, error FROM ml.jobs ORDER BY job_id");
  }

  private static StatementResult read(Caller caller, String query) {
    try (PreparedQuery prepared = caller.engine().prepare(query);
        RunningQuery run = prepared.run(List.of())) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (ColumnBatch batch = run.next(); batch != null; batch = run.next()) {
        addRows(batch, rows);
      }
      return MemoryRows.of(run.columns(), rows, "SHOW");
    }
  }

  private static void addRows(ColumnBatch batch, List<List<@Nullable Object>> rows) {
    for (int row = 0; row < batch.rows(); row++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int column = 0; column < batch.columns(); column++) {
        values.add(CatalogRow.value(batch.column(column), row));
      }
      rows.add(values);
    }
  }
}
