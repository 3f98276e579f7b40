// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.catalog;

import dev.mynah.core.catalog.CatalogScripts.Entry;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's catalog and information schema as views over the engine's, in a database of their
 * own that is part of the program and not of the data. The views show only what their reader may
 * use.
 */
public final class PostgresCatalog {
  private PostgresCatalog() {}

  /** Makes all views and functions; they must not be there yet. */
  public static void create(EngineSession session) {
    List<String> kept = new ArrayList<>();
    try (Transaction transaction = session.begin()) {
      session.execute("CREATE SCHEMA pgcatalog.pg_base");
      session.execute("CREATE SCHEMA pgcatalog.pg_info");
      for (Entry entry : CatalogScripts.read()) {
        if (entry.isTable()) {
          // A view is bound when it is made; later it reads the table of the session that asks.
          session.execute(
              "CREATE TEMP TABLE %s AS %s LIMIT 0".formatted(entry.keptName(), entry.query()));
          session.execute(
              "CREATE VIEW %s AS FROM temp.main.%s".formatted(entry.fullName(), entry.keptName()));
          kept.add(entry.keptName());
        } else {
          session.execute(entry.text());
        }
      }
      kept.forEach(table -> session.execute("DROP TABLE temp.main." + table));
      transaction.commit();
    }
    session.execute("CHECKPOINT pgcatalog");
  }

  /**
   * Writes the database that the build has made to a file.
   *
   * @return false if the program was built without it, so that {@link #create} is still to do
   */
  public static boolean unpack(Path file) {
    try (InputStream made = PostgresCatalog.class.getResourceAsStream("pgcatalog.db")) {
      if (made == null) {
        return false;
      }
      Files.copy(made, file);
      return true;
    } catch (IOException e) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "the catalog's file could not be written")
          .withDetail("%s: %s.".formatted(file, e.getMessage()))
          .withCause(e);
    }
  }
}
