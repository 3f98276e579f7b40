// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineSession;
import org.jspecify.annotations.Nullable;

/** The rights as they are committed, read again after each change. Thread-safe. */
public final class RightsCache {
  private final Engine engine;
  private long version;
  private @Nullable Rights known;

  public RightsCache(Engine engine) {
    this.engine = engine;
  }

  /** Returns the rights of this moment. */
  public Rights current() {
    while (true) {
      long before;
      synchronized (this) {
        if (known != null) {
          return known;
        }
        before = version;
      }
      Rights loaded;
      try (EngineSession session = engine.connect()) {
        loaded = RightsStore.load(session);
      }
      synchronized (this) {
        if (before == version) {
          known = loaded;
          return loaded;
        }
      }
    }
  }

  /** Says that a change of rights was committed. */
  public synchronized void changed() {
    version++;
    known = null;
  }

  /** Counts the changes. */
  public synchronized long version() {
    return version;
  }
}
