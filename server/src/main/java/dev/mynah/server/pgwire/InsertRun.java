// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.PreparedStatement.Repeated;
import dev.mynah.server.activity.StatementWatch;
import dev.mynah.server.pgwire.messages.ServerMessages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executions of one INSERT that a client has sent without waiting for answers. They are run
 * together, and then answered one by one. Not thread-safe.
 */
final class InsertRun {
  /** So many rows are run together; more would only keep the client waiting. */
  private static final int MAX_ROWS = 256;

  /** Nor may they take more memory than this. */
  private static final long MAX_BYTES = 1 << 20;

  private final NamedStatement statement;
  private final List<Row> rows = new ArrayList<>();
  private long bytes;

  /** The last Bind was put off with the rows, and is neither answered nor executed yet. */
  private boolean bound;

  /** How many Describe messages have followed that. */
  private int described;

  /**
   * @param bound whether its Bind is still to be answered
   * @param described how many times it was described between Bind and Execute
   */
  private record Row(List<@Nullable Object> parameters, boolean bound, int described) {}

  InsertRun(NamedStatement statement) {
    this.statement = statement;
  }

  /** Tells whether a Bind of the unnamed portal may be put off, too. */
  boolean takes(NamedStatement other) {
    return statement.equals(other) && !bound;
  }

  void bind() {
    bound = true;
  }

  /** Tells whether a Bind waits for its Execute. */
  boolean isBound() {
    return bound;
  }

  void describe() {
    described++;
  }

  /**
   * Adds a row.
   *
   * @param size how many bytes the client has sent of it
   */
  void execute(List<@Nullable Object> parameters, long size) {
    rows.add(new Row(parameters, bound, described));
    bytes += size;
    bound = false;
    described = 0;
  }

  boolean isFull() {
    return rows.size() >= MAX_ROWS || bytes >= MAX_BYTES;
  }

  /** Runs the rows and answers; fails with the error of the first that has failed. */
  void run(ServerMessages messages, StatementWatch watch) throws IOException {
    List<List<@Nullable Object>> left = rows.stream().map(Row::parameters).toList();
    int done = 0;
    while (done < rows.size()) {
      watch.begins(statement.text());
      Repeated repeated = statement.statement().runSome(left.subList(done, rows.size()));
      for (Row row : rows.subList(done, done + repeated.done())) {
        answerBind(row, messages);
        messages.commandComplete("INSERT 0 1");
        watch.ends();
      }
      done += repeated.done();
      if (repeated.error().isPresent()) {
        answerBind(rows.get(done), messages);
        throw repeated.error().get();
      }
    }
    answerBind(new Row(List.of(), bound, described), messages);
  }

  private static void answerBind(Row row, ServerMessages messages) throws IOException {
    if (row.bound()) {
      messages.bindComplete();
    }
    for (int index = 0; index < row.described(); index++) {
      messages.noData();
    }
  }
}
