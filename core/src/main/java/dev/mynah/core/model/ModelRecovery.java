// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.transaction.CatalogWriter;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.format.ModelReader;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.QualifiedName;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Brings the models back when the datastore is opened. */
public final class ModelRecovery {
  private static final Logger LOGGER = System.getLogger(ModelRecovery.class.getName());

  private ModelRecovery() {}

  /** Fails what was being trained, and installs the functions of what is ready. */
  public static void run(EngineSession session, CatalogWriter writer, ModelFunctions functions) {
    writer.write(ModelStore::interrupted);
    for (CatalogRow row :
        CatalogRow.query(
            session,
            "SELECT m.model_id, m.model_name, m.schema_name, v.version, v.function_schema,"
                + " v.function_name, v.returns, b.bytes FROM ml._models m JOIN ml._model_versions v"
                + " ON v.model_id = m.model_id AND v.version = m.default_version"
                + " JOIN ml._model_bytes b ON b.model_id = v.model_id AND b.version = v.version"
                + " ORDER BY m.model_id")) {
      ModelVersion version = new ModelVersion(row.number("model_id"), row.number("version"));
      try {
        Predictor predictor = ModelReader.read(row.bytes("bytes"));
        functions.install(version, predictor);
        QualifiedName function =
            QualifiedName.of(row.text("function_schema"), row.text("function_name"));
        publishAgain(writer, functions, version, function, row);
        functions.published(
            version.modelId(),
            row.text("schema_name"),
            function,
            predictor.problemType().isClassification());
      } catch (DatastoreException e) {
        // The others still answer; this one says why it does not.
        LOGGER.log(Level.ERROR, "model \"" + row.text("model_name") + "\" cannot be read", e);
        writer.write(own -> ModelStore.unreadable(own, version, e.message()));
      }
    }
  }

  /** The macros are in the database already; made again, they fit a newer program. */
  private static void publishAgain(
      CatalogWriter writer,
      ModelFunctions functions,
      ModelVersion version,
      QualifiedName function,
      CatalogRow row) {
    try {
      writer.write(own ->
          functions.publish(own, version, function, row.optionalText("returns").orElse(null)));
    } catch (DatastoreException e) {
      LOGGER.log(Level.WARNING, "function \"" + function + "\" stays as it was", e);
    }
  }
}
