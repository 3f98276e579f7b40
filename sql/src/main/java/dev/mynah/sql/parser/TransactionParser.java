// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.SessionStatement;
import dev.mynah.sql.tree.SessionStatement.Begin;
import dev.mynah.sql.tree.SessionStatement.Commit;
import dev.mynah.sql.tree.SessionStatement.ReleaseSavepoint;
import dev.mynah.sql.tree.SessionStatement.Rollback;
import dev.mynah.sql.tree.SessionStatement.RollbackTo;
import dev.mynah.sql.tree.SessionStatement.Savepoint;

/** Reads the statements that begin and end transactions, after their first word. */
final class TransactionParser {
  private static final String SAVEPOINT = "a savepoint's name";

  private final TokenCursor cursor;

  TransactionParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  SessionStatement begin() {
    noise();
    return new Begin(new TransactionModesReader(cursor).any());
  }

  /** Reads on after {@code START}. */
  SessionStatement start() {
    cursor.expect("transaction");
    return new Begin(new TransactionModesReader(cursor).any());
  }

  SessionStatement commit() {
    noise();
    return new Commit(chain());
  }

  SessionStatement abort() {
    noise();
    return new Rollback(chain());
  }

  SessionStatement rollback() {
    noise();
    if (!cursor.take("to")) {
      return new Rollback(chain());
    }
    return new RollbackTo(savepointName());
  }

  SessionStatement savepoint() {
    String name = cursor.name(SAVEPOINT).text();
    cursor.expectEnd();
    return new Savepoint(name);
  }

  SessionStatement release() {
    return new ReleaseSavepoint(savepointName());
  }

  /** Passes {@code [SAVEPOINT] name}; a savepoint may be called "savepoint". */
  private String savepointName() {
    if (cursor.at("savepoint") && cursor.peek(1).isName()) {
      cursor.advance();
    }
    String name = cursor.name(SAVEPOINT).text();
    cursor.expectEnd();
    return name;
  }

  private void noise() {
    if (!cursor.take("work")) {
      cursor.take("transaction");
    }
  }

  private boolean chain() {
    boolean chain = false;
    if (cursor.take("and")) {
      chain = !cursor.take("no");
      cursor.expect("chain");
    }
    cursor.expectEnd();
    return chain;
  }
}
