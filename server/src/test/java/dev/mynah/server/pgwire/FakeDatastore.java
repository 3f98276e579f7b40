// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.NoticeListener;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Sessions in memory that answer the statements a test taught them. */
final class FakeDatastore {
  final Map<String, Known> statements = new ConcurrentHashMap<>();
  final ConcurrentLinkedQueue<FakeSession> sessions = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();

  /** What a statement does. */
  interface Action {
    StatementResult run(FakeSession session, List<? extends @Nullable Object> parameters);
  }

  record Known(List<DataType> parameterTypes, Optional<List<Column>> columns, Action action) {}

  /** Teaches a statement without rows. */
  void learn(String text, List<DataType> parameterTypes, Action action) {
    statements.put(text, new Known(parameterTypes, Optional.empty(), action));
  }

  /** Teaches a statement with rows. */
  void learnRows(String text, List<DataType> parameterTypes, List<Column> columns, Action action) {
    statements.put(text, new Known(parameterTypes, Optional.of(columns), action));
  }

  /** Teaches a query that always has the same rows. */
  void learnQuery(
      String text, List<Column> columns, List<? extends List<? extends @Nullable Object>> rows) {
    learnRows(text, List.of(), columns, (session, parameters) -> FakeRows.of(columns, rows));
  }

  Session open(ClientIdentity identity, NoticeListener notices) {
    FakeSession session = new FakeSession(this, identity, notices);
    sessions.add(session);
    return session;
  }

  Known find(String text) {
    Known known = statements.get(text);
    if (known == null) {
      throw new DatastoreException(
              ErrorCode.SYNTAX_ERROR, "syntax error at or near \"%s\"".formatted(text))
          .withPosition(1);
    }
    return known;
  }
}
