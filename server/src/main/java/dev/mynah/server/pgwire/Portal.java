// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.StatementResult;
import dev.mynah.server.pgwire.messages.MessageWriter;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.server.pgwire.messages.ValueFormat;
import dev.mynah.server.pgwire.types.PgType;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with its parameters, run in one go or some rows at a time. */
final class Portal implements AutoCloseable {
  private final String name;
  private final NamedStatement source;
  private final List<@Nullable Object> parameters;
  private final List<ValueFormat> resultFormats;
  private final long size;
  private State state = State.NEW;
  private @Nullable StatementResult result;
  private @Nullable RowSender sender;

  private enum State {
    NEW,
    SUSPENDED,
    ROWS_ENDED,
    ENDED
  }

  Portal(
      String name,
      NamedStatement source,
      List<@Nullable Object> parameters,
      List<ValueFormat> resultFormats,
      long size) {
    this.name = name;
    this.source = source;
    this.parameters = parameters;
    this.resultFormats = resultFormats;
    this.size = size;
    int columns = source.statement().columns().map(List::size).orElse(0);
    if (resultFormats.size() > 1 && resultFormats.size() != columns) {
      throw new DatastoreException(
          ErrorCode.PROTOCOL_VIOLATION,
          "bind message has %d result formats but query has %d columns"
              .formatted(resultFormats.size(), columns));
    }
    source.use();
  }

  /** Tells whether it is an INSERT that may be run together with others, and was not run yet. */
  boolean isRepeatable() {
    return state == State.NEW && source.statement().isRepeatable();
  }

  /** Roughly how many bytes its parameters take. */
  long size() {
    return size;
  }

  /** Leaves it to others to run the statement, and returns the parameters. */
  List<@Nullable Object> handOver() {
    state = State.ENDED;
    return parameters;
  }

  NamedStatement source() {
    return source;
  }

  /** Tells whether there are rows left that nobody has asked for. */
  boolean isSuspended() {
    return state == State.SUSPENDED;
  }

  List<ValueFormat> resultFormats() {
    return resultFormats;
  }

  /**
   * Runs the statement or goes on with its rows.
   *
   * @param maxRows after how many rows to pause, 0 or less for never
   */
  void execute(int maxRows, ReportedSettings settings, MessageWriter writer, CopyDialogue copy)
      throws IOException {
    ServerMessages messages = new ServerMessages(writer);
    switch (state) {
      case NEW -> {
        state = State.ENDED;
        StatementResult started = source.statement().run(parameters);
        result = started;
        begin(started, maxRows, settings, writer, copy);
      }
      case SUSPENDED -> sendRows(maxRows, messages);
      case ROWS_ENDED -> messages.commandComplete("SELECT 0");
      case ENDED ->
          throw new DatastoreException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "portal \"%s\" cannot be run".formatted(name));
    }
  }

  private void begin(
      StatementResult started,
      int maxRows,
      ReportedSettings settings,
      MessageWriter writer,
      CopyDialogue copy)
      throws IOException {
    ServerMessages messages = new ServerMessages(writer);
    switch (started) {
      case StatementResult.Empty empty -> messages.emptyQueryResponse();
      case StatementResult.Done done -> messages.commandComplete(done.tag());
      case StatementResult.CopyOut copyOut -> {
        messages.commandComplete(
            new CopyOutSender(copyOut, settings.textFormat(), writer).sendAll());
        closeResult();
      }
      case StatementResult.CopyIn copyIn -> messages.commandComplete(copy.receive(copyIn));
      case StatementResult.Rows rows -> {
        sender = new RowSender(rows, formatsOf(rows.columns()), settings.textFormat(), writer);
        sendRows(maxRows, messages);
      }
    }
  }

  private void sendRows(int maxRows, ServerMessages messages) throws IOException {
    if (!(result instanceof StatementResult.Rows rows) || sender == null) {
      throw new IllegalStateException("portal has no rows");
    }
    state = State.ENDED;
    if (maxRows > 0 && sender.send(maxRows) == maxRows) {
      state = State.SUSPENDED;
      messages.portalSuspended();
      return;
    }
    sender.sendAll();
    String tag = rows.tag();
    closeResult();
    state = State.ROWS_ENDED;
    messages.commandComplete(tag);
  }

  /**
   * Returns in which form the columns go out: the client reads the rows by the description it was
   * given. What could not be told before the parameters were known was described as text.
   */
  private List<ValueFormat> formatsOf(List<Column> columns) {
    List<Column> described = source.statement().columns().orElse(List.of());
    List<ValueFormat> formats = new ArrayList<>();
    boolean same = described.size() == columns.size();
    for (int index = 0; same && index < columns.size(); index++) {
      DataType type = described.get(index).type();
      boolean isOpen = type.kind() == DataType.Kind.UNKNOWN;
      same = isOpen || PgType.of(type).oid() == PgType.of(columns.get(index).type()).oid();
      formats.add(isOpen ? ValueFormat.TEXT : ValueFormat.at(resultFormats, index));
    }
    if (!same) {
      throw DatastoreException.stalePlan();
    }
    return formats;
  }

  private void closeResult() {
    StatementResult open = result;
    result = null;
    sender = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    try {
      closeResult();
    } finally {
      source.release();
    }
  }
}
