// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Transaction;
import java.util.function.Consumer;

/** Runs the server's own short write transactions, one at a time and in turn with the clients'. */
public final class CatalogWriter implements AutoCloseable {
  private final EngineSession session;
  private final WriteQueue queue;

  public CatalogWriter(Engine engine, WriteQueue queue) {
    this.session = engine.connect();
    this.queue = queue;
  }

  /** Commits what {@code work} does, or nothing of it when it throws. */
  public void write(Consumer<EngineSession> work) {
    try (WriteQueue.Slot slot = queue.acquire();
        Transaction transaction = session.begin()) {
      work.accept(session);
      transaction.commit();
      slot.committedCatalog();
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
