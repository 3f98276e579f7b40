// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.Session.Script;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.transaction.TransactionBlock;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.parser.SourceStatement;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.parser.StatementSplitter;
import dev.mynah.sql.tree.SessionStatement.Begin;
import dev.mynah.sql.tree.SessionStatement.Commit;
import dev.mynah.sql.tree.SessionStatement.Rollback;
import dev.mynah.sql.tree.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of one simple query; several are one transaction unless they say otherwise. */
final class ClientScript implements Script {
  private final ClientSession session;
  private final ClientText text;
  private final List<SourceStatement> statements;
  private int next;
  private @Nullable StatementResult current;

  ClientScript(ClientSession session, String text) {
    this.session = session;
    this.text = ClientText.of(text, session.state().settings());
    this.statements = session.guarded(() -> StatementSplitter.split(this.text.text()));
  }

  @Override
  public @Nullable StatementResult next() {
    closeCurrent();
    if (statements.isEmpty() && next++ == 0) {
      return new StatementResult.Empty();
    }
    if (next >= statements.size()) {
      endImplicitBlock();
      return null;
    }
    SourceStatement source = statements.get(next++);
    try {
      session.begins(source.text());
      StatementResult result = session.guarded(() -> run(source));
      current = result;
      return result;
    } catch (DatastoreException e) {
      next = statements.size();
      undoImplicitBlock();
      throw inWholeText(e, source);
    }
  }

  private StatementResult run(SourceStatement source) {
    Statement statement = SqlParser.parse(source.text());
    TransactionBlock block = session.state().block();
    boolean endsOrBegins =
        statement instanceof Begin || statement instanceof Commit || statement instanceof Rollback;
    if (statements.size() > 1 && !block.isOpen() && !endsOrBegins) {
      session.state().blockBegins();
      block.beginImplicit();
    }
    return session.run(statement);
  }

  /** Positions count from the beginning of what the client sent. */
  private DatastoreException inWholeText(DatastoreException error, SourceStatement source) {
    if (error.position() == DatastoreException.NO_POSITION) {
      return error;
    }
    return text.placed(error.withPosition(source.offset() + error.position()));
  }

  private void endImplicitBlock() {
    if (session.state().block().isImplicit()) {
      session.state().commit();
    } else {
      session.state().endAutocommit();
    }
  }

  private void undoImplicitBlock() {
    if (session.state().block().isImplicit()) {
      session.state().rollback();
    }
  }

  private void closeCurrent() {
    StatementResult result = current;
    current = null;
    if (result != null) {
      result.close();
    }
  }

  @Override
  public void close() {
    closeCurrent();
    undoImplicitBlock();
  }
}
