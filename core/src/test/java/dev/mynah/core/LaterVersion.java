// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineFactory;
import dev.mynah.spi.engine.EngineOptions;
import dev.mynah.spi.engine.EngineSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Makes a database look as if a later version of the program had written it. */
final class LaterVersion {
  private static final long MEMORY = 256L << 20;

  private LaterVersion() {}

  private static Engine open(Path database) {
    return ServiceLoader.load(EngineFactory.class)
        .findFirst()
        .orElseThrow()
        .open(
            new EngineOptions(
                Optional.of(database),
                database.resolveSibling("temporary"),
                List.of(database.resolveSibling("temporary")),
                MEMORY,
                1));
  }

  /** Raises the format and takes away a view that this version would make. */
  static void mark(Path database) {
    try (Engine engine = open(database);
        EngineSession session = engine.connect()) {
      session.execute("UPDATE ml._format SET format = 99");
      session.execute("DROP VIEW ml.model_metrics");
    }
  }

  /** Tells whether the view is there. */
  static boolean hasItsViews(Path database) {
    try (Engine engine = open(database);
        EngineSession session = engine.connect()) {
      return !CatalogRow.query(
              session,
              "SELECT view_name FROM duckdb_views()"
                  + " WHERE schema_name = 'ml' AND view_name = 'model_metrics'")
          .isEmpty();
    }
  }
}
