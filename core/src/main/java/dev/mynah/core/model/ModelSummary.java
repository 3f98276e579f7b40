// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.Caller;
import java.util.Locale;

/** Tells a client who waited what came out of a training. */
final class ModelSummary {
  private ModelSummary() {}

  static void say(Caller caller, String schema, String name) {
    for (CatalogRow row :
        CatalogRow.query(
            caller.engine(),
            "SELECT v.function_name, v.objective, v.score, v.baseline_score, v.seconds, v.notes,"
                + " (SELECT x.value FROM ml._model_metrics x WHERE x.model_id = v.model_id"
                + " AND x.version = v.version AND x.part = 'TEST'"
                + " AND x.metric = v.objective) AS tested"
                + " FROM ml._models m JOIN ml._model_versions v ON v.model_id = m.model_id"
                + " AND v.version = m.default_version"
                + " WHERE m.schema_name = $1 AND m.model_name = $2",
            schema,
            name)) {
      row.text("notes").lines().filter(note -> !note.isBlank()).forEach(caller::say);
      caller.say(
          String.format(
              Locale.ROOT,
              "model \"%s\" is ready after %.1f s: %s %.4f, baseline %.4f%s, function %s",
              name,
              row.optionalDouble("seconds").orElse(0.0),
              row.text("objective"),
              row.optionalDouble("score").orElse(Double.NaN),
              row.optionalDouble("baseline_score").orElse(Double.NaN),
              row.optionalDouble("tested")
                  .map(value -> String.format(Locale.ROOT, ", on the test rows %.4f", value))
                  .orElse(""),
              row.text("function_name")));
    }
  }
}
