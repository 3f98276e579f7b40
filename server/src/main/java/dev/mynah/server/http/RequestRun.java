// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.TransactionState;
import dev.mynah.server.activity.ActivityListener;
import dev.mynah.server.activity.Client;
import dev.mynah.server.activity.StatementWatch;
import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the statements of one request, as one transaction, in a session of its own. */
final class RequestRun {
  private final Session session;
  private final Answer answer;
  private final StatementWatch watch;
  private long rowsSent;

  RequestRun(Session session, Client client, ActivityListener activity, Answer answer) {
    this.session = session;
    this.answer = answer;
    this.watch = new StatementWatch(client, activity, () -> rowsSent);
  }

  /** Runs the statements and writes their results; the first error ends the request. */
  void run(SqlRequest request) throws IOException {
    watch.begins(request.sql());
    try {
      Optional<List<@Nullable String>> parameters = request.parameters();
      if (parameters.isPresent()) {
        runPrepared(request.sql(), parameters.get());
      } else {
        runScript(request.sql());
      }
      if (session.transactionState() != TransactionState.IDLE) {
        throw new DatastoreException(
                ErrorCode.ACTIVE_SQL_TRANSACTION, "the transaction is open at the end of a request")
            .withDetail("A request is one transaction; what this one did is undone.")
            .withHint("Leave BEGIN out, or end it with COMMIT.");
      }
    } catch (DatastoreException e) {
      watch.fails(e);
      throw e;
    }
  }

  private void runScript(String sql) throws IOException {
    try (Session.Script script = session.script(sql)) {
      for (StatementResult result = script.next(); result != null; result = script.next()) {
        send(result);
        watch.ends();
      }
    }
  }

  private void runPrepared(String sql, List<@Nullable String> given) throws IOException {
    try (PreparedStatement statement = session.prepare(sql, List.of())) {
      List<DataType> types = statement.parameterTypes();
      if (types.size() != given.size()) {
        throw new DatastoreException(
            ErrorCode.PROTOCOL_VIOLATION,
            "the request has %d parameters, but the statement takes %d"
                .formatted(given.size(), types.size()));
      }
      TextFormat format = format();
      List<@Nullable Object> values = new ArrayList<>();
      for (int index = 0; index < given.size(); index++) {
        String text = given.get(index);
        values.add(text == null ? null : format.parse(types.get(index), text));
      }
      send(statement.run(values));
      session.sync();
      watch.ends();
    }
  }

  private TextFormat format() {
    return TextFormat.inZone(session.reportedSettings().getOrDefault("TimeZone", "UTC"));
  }

  private void send(StatementResult result) throws IOException {
    try (result) {
      switch (result) {
        case StatementResult.Empty empty -> answer.done("");
        case StatementResult.Done done -> answer.done(done.tag());
        case StatementResult.Rows rows -> {
          answer.columns(rows.columns());
          TextFormat format = format();
          for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
            answer.rows(batch, format);
            rowsSent += batch.rows();
          }
          answer.done(rows.tag());
        }
        case StatementResult.CopyOut copy -> throw notHere();
        case StatementResult.CopyIn copy -> {
          copy.abort("not possible over HTTP");
          throw notHere();
        }
      }
    }
  }

  private static DatastoreException notHere() {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "COPY from or to the client is not possible over HTTP")
        .withHint("Send a query and accept text/csv, or use a client of PostgreSQL.");
  }
}
