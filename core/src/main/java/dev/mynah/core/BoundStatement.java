// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.sql.rewrite.Rewriting;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.StatementKind;
import java.util.Optional;

/**
 * A client's statement, rewritten for the engine and bound.
 *
 * @param original as the client wrote it
 * @param text as the engine has it, with full file names
 */
record BoundStatement(
    EngineStatement original, Rewriting rewriting, String text, PreparedQuery query)
    implements AutoCloseable {
  /** What statements that only lock write, so that they conflict with nothing. */
  private static final QualifiedName LOCKS = QualifiedName.of("pg_catalog", "pg_locks");

  /**
   * Returns the statement as its block sees it. One that locks is a writer's: the slot keeps the
   * rows as they are until the block ends.
   */
  EngineStatement statement() {
    EngineStatement statement = rewriting.statement();
    return rewriting.locks()
        ? new EngineStatement(
            statement.text(),
            StatementKind.WRITE,
            statement.command(),
            Optional.of(LOCKS),
            statement.tokens())
        : statement;
  }

  /** Tells whether it answers with rows. */
  boolean answers() {
    return rewriting.isSingle() && !query.columns().isEmpty();
  }

  @Override
  public void close() {
    query.close();
  }
}
