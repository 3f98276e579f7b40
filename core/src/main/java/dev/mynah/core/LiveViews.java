// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.Caller;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import java.util.List;

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
    try (PreparedQuery prepared = caller.engine().prepare(query)) {
      EngineRows rows = new EngineRows(prepared.run(List.of()), "SHOW", e -> e, () -> {});
      rows.hold();
      return rows;
    }
  }
}
