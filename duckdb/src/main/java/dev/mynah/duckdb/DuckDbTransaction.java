// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;

/** A transaction that was begun by SQL and ends by SQL. */
final class DuckDbTransaction implements Transaction {
  private final DuckDbSession session;
  private boolean open = true;

  DuckDbTransaction(DuckDbSession session) {
    this.session = session;
  }

  @Override
  public void commit() {
    open = false;
    session.execute("COMMIT");
  }

  @Override
  public void rollback() {
    if (!open) {
      return;
    }
    open = false;
    try {
      session.execute("ROLLBACK");
    } catch (DatastoreException e) {
      // DuckDB has already rolled back after some errors, and says that nothing is open.
      if (e.code() != ErrorCode.NO_ACTIVE_SQL_TRANSACTION) {
        throw e;
      }
    }
  }
}
