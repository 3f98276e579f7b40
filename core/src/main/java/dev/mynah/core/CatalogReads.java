// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogTables;
import dev.mynah.core.transaction.TransactionListener;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.Token;
import java.util.List;
import java.util.function.Supplier;

/** Sees to it that a session's statements find PostgreSQL's catalog as it is now. */
final class CatalogReads implements TransactionListener {
  private final SessionState state;
  private final Supplier<Object> models;
  private final CatalogTables tables;

  /** What the catalog's rows depended on when the transaction began. */
  private Object begun = new Object();

  /**
   * @param models is equal as long as the models' functions are
   */
  CatalogReads(SessionState state, Supplier<Object> models) {
    this.state = state;
    this.models = models;
    this.tables = new CatalogTables(state.engine());
  }

  /** Makes ready what a statement may read, given as the engine is to carry it out. */
  void before(List<Token> statement) {
    if (tables.mayRead(statement)) {
      makeReady();
      tables.fill(statement, world(), state.block().isOpen());
    }
  }

  /** Tells whether a statement that has failed may be tried again: what it reads is there now. */
  boolean mends(DatastoreException error) {
    if (!CatalogTables.areMissing(error)) {
      return false;
    }
    makeReady();
    tables.fillAll(world(), state.block().isOpen());
    return true;
  }

  private void makeReady() {
    state.freeEngine();
    state.block().beforeBinding();
    state.access().tellSeen();
  }

  private Object world() {
    return List.of(state.access().shown(), models.get(), state.settings().searchPath());
  }

  @Override
  public void begins() {
    begun = world();
  }

  @Override
  public void committed() {
    tables.committed(begun);
  }

  @Override
  public void undone() {
    tables.undone();
  }

  @Override
  public void engineOpenedAgain() {
    tables.lost();
  }
}
