// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong in words of models where the engine only sees a missing function. */
public final class ModelErrors {
  private static final Pattern MISSING_FUNCTION =
      Pattern.compile("function \"?([^\"(]+)\"?(?:\\(.*\\))? does not exist");

  /** What the names of Amazon Aurora's functions of text begin with. */
  private static final String OF_TEXT = "aws_comprehend_";

  private ModelErrors() {}

  static DatastoreException notReady(ModelEntry entry) {
    return notReady(entry.name(), entry.state(), entry.error().orElse(""));
  }

  private static DatastoreException notReady(String name, String state, String error) {
    DatastoreException notReady =
        new DatastoreException(
                ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
                "model \"%s\" is not ready".formatted(name))
            .withDetail(
                error.isEmpty()
                    ? "It is in state %s.".formatted(state)
                    : "It is in state %s: %s"
                        .formatted(state, error.endsWith(".") ? error : error + "."));
    return state.equals(ModelEntry.TRAINING)
        ? notReady.withHint("WAIT FOR MODEL %s waits until it is.".formatted(name))
        : notReady.withHint(
            "SHOW MODEL %s says more; CREATE MODEL may use the name again.".formatted(name));
  }

  /**
   * Returns the error to show for an error of the engine: that a model is not ready or not made for
   * texts, when what is missing is its function.
   */
  public static DatastoreException explain(DatastoreException error, EngineSession session) {
    if (error.code() != ErrorCode.UNDEFINED_FUNCTION) {
      return error;
    }
    Matcher missing = MISSING_FUNCTION.matcher(error.message());
    if (!missing.matches()) {
      return error;
    }
    if (missing.group(1).startsWith(OF_TEXT)) {
      return new DatastoreException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "function \"%s\" is not supported yet".formatted(missing.group(1)))
          .withDetail("There are no models of text in this version.")
          .withPosition(error.position());
    }
    List<CatalogRow> rows =
        CatalogRow.query(
            session,
            "SELECT m.model_name, m.state, m.error FROM ml._model_versions v"
                + " JOIN ml._models m ON m.model_id = v.model_id WHERE m.default_version IS NULL"
                + " AND lower($1) IN (lower(v.function_name),"
                + " lower(v.function_name) || '_probabilities',"
                + " lower(v.function_name) || '_probability',"
                + " lower(v.function_name) || '_explain',"
                + " lower(v.function_name) || '_interval') LIMIT 1",
            missing.group(1));
    if (rows.isEmpty()) {
      return error;
    }
    CatalogRow row = rows.getFirst();
    return notReady(
        row.text("model_name"), row.text("state"), row.optionalText("error").orElse(""));
  }
}
