// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.catalog;

import dev.mynah.ml.automl.Hyperparameter;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.parser.SourceStatement;
import dev.mynah.sql.parser.StatementSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Makes the tables and views of the schema {@code ml}, from the scripts beside this class. Tables,
 * whose names begin with an underscore, are the server's own; views are a contract with users.
 */
public final class CatalogSchema {
  /** The version of the tables that this program writes. */
  private static final long FORMAT = 3;

  private CatalogSchema() {}

  /**
   * Makes what is missing, all of it or nothing.
   *
   * @throws DatastoreException when the database was written by a later version
   */
  public static void create(EngineSession session) {
    try (Transaction transaction = session.begin()) {
      refuseLaterFormat(session);
      run(session, "tables.sql");
      CatalogRow.execute(session, "DELETE FROM ml._format");
      CatalogRow.execute(session, "INSERT INTO ml._format VALUES ($1)", FORMAT);
      if (CatalogRow.query(session, "SELECT 1 AS found FROM ml._roles LIMIT 1").isEmpty()) {
        run(session, "roles.sql");
      }
      session.execute(hyperparameters());
      run(session, "views.sql");
      run(session, "redshift.sql");
      run(session, "postgres.sql");
      transaction.commit();
    }
  }

  /** Nothing is changed in what a later program wrote. */
  private static void refuseLaterFormat(EngineSession session) {
    boolean made =
        !CatalogRow.query(
                session,
                "SELECT 1 AS made FROM duckdb_tables()"
                    + " WHERE schema_name = 'ml' AND table_name = '_format'")
            .isEmpty();
    if (!made) {
      return;
    }
    List<CatalogRow> formats = CatalogRow.query(session, "SELECT format FROM ml._format");
    if (!formats.isEmpty() && formats.getFirst().number("format") > FORMAT) {
      throw new DatastoreException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "the data folder was written by a later version of this program")
          .withDetail(
              "Its format is %d; this program reads up to %d."
                  .formatted(formats.getFirst().number("format"), FORMAT));
    }
  }

  /** The names, ranges and meanings of what learners can be told, as a view. */
  private static String hyperparameters() {
    return Arrays.stream(Hyperparameter.values())
        .map(one ->
            "('%s', %s, %s, '%s')"
                .formatted(
                    one.label(),
                    number(one.low()),
                    number(one.high()),
                    one.meaning().replace("'", "''")))
        .collect(
            Collectors.joining(
                ", ",
                "CREATE OR REPLACE VIEW ml._hyperparameters AS SELECT * FROM (VALUES ",
                ") h(parameter, low, high, meaning)"));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent()
        ? "CAST(%s AS DOUBLE)".formatted(value.getAsDouble())
        : "CAST(NULL AS DOUBLE)";
  }

  private static void run(EngineSession session, String script) {
    for (SourceStatement statement : StatementSplitter.split(text(script))) {
      session.execute(statement.text());
    }
  }

  private static String text(String script) {
    try (InputStream in = CatalogSchema.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException(script + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
