// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineSession;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of rights, and of what exists, for all sessions of a datastore. Thread-safe. */
public final class AccessControl {
  private final Engine engine;
  private final RightsCache rights;
  private final LongSupplier definitions;
  private final Set<String> engineFunctions;
  private @Nullable Existing existing;
  private long existingAsOf = -1;

  /**
   * @param definitions counts the commits that may have changed what exists
   */
  public AccessControl(Engine engine, LongSupplier definitions) {
    this.engine = engine;
    this.rights = new RightsCache(engine);
    this.definitions = definitions;
    try (EngineSession session = engine.connect()) {
      this.engineFunctions =
          CatalogRow.query(
                  session, "SELECT DISTINCT function_name FROM duckdb_functions() WHERE internal")
              .stream()
              .map(row -> row.text("function_name").toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet());
    }
  }

  public RightsCache rights() {
    return rights;
  }

  long definitions() {
    return definitions.getAsLong();
  }

  /** Returns what exists as committed. */
  Existing existing() {
    synchronized (this) {
      long now = definitions();
      if (existing == null || existingAsOf != now) {
        try (EngineSession session = engine.connect()) {
          existing = Existing.load(session, engineFunctions);
          existingAsOf = now;
        }
      }
      return existing;
    }
  }

  /** Returns what exists as the session sees it, in its transaction. */
  Existing existing(EngineSession session) {
    return Existing.load(session, engineFunctions);
  }
}
