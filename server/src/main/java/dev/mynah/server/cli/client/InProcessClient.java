// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.client;

import dev.mynah.core.Datastore;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.core.session.NoticeListener;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.TransactionState;
import dev.mynah.server.cli.table.ResultTable;
import dev.mynah.server.pgwire.types.PgType;
import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.error.DatastoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs statements in a datastore of its own, in this process. */
public final class InProcessClient implements SqlClient {
  private static final String USER = "mynah";
  private static final int COPY_BUFFER_BYTES = 1 << 16;

  private final Datastore datastore;
  private final Session session;

  private InProcessClient(Datastore datastore, Session session) {
    this.datastore = datastore;
    this.session = session;
  }

  /**
   * Opens a datastore and begins a session with it.
   *
   * @throws DatastoreException when it cannot be opened
   */
  public static InProcessClient open(DatastoreOptions options, NoticeListener notices) {
    Datastore datastore = Datastore.open(options);
    try {
      return new InProcessClient(datastore, datastore.connect(USER, notices));
    } catch (RuntimeException e) {
      datastore.close();
      throw e;
    }
  }

  @Override
  public void run(String statement, Consumer<ClientResult> results) {
    translated(() -> {
      try (Session.Script script = session.script(statement)) {
        StatementResult result = script.next();
        while (result != null) {
          results.accept(received(result));
          result = script.next();
        }
      }
      return "";
    });
  }

  private ClientResult received(StatementResult result) {
    return switch (result) {
      case StatementResult.Empty empty -> new ClientResult.Nothing();
      case StatementResult.Done done -> new ClientResult.Done(done.tag());
      case StatementResult.Rows rows -> {
        ResultTable table = fetched(rows);
        yield new ClientResult.Rows(table, rows.tag());
      }
      case StatementResult.CopyOut copy -> {
        copy.close();
        throw CopyRefusal.ofOutput();
      }
      case StatementResult.CopyIn copy -> {
        copy.abort("there are no rows");
        throw CopyRefusal.ofInput();
      }
    };
  }

  private ResultTable fetched(StatementResult.Rows rows) {
    TextFormat format =
        TextFormat.inZone(session.reportedSettings().getOrDefault("TimeZone", "UTC"));
    List<ResultTable.Column> columns =
        rows.columns().stream()
            .map(column -> ResultTable.Column.of(column.name(), PgType.of(column.type()).oid()))
            .toList();
    List<List<@Nullable String>> cells = new ArrayList<>();
    ColumnBatch batch = rows.next();
    while (batch != null) {
      for (int row = 0; row < batch.rows(); row++) {
        @Nullable String[] texts = new String[columns.size()];
        for (int column = 0; column < texts.length; column++) {
          texts[column] = format.text(batch.column(column), row).orElse(null);
        }
        cells.add(Arrays.asList(texts));
      }
      batch = rows.next();
    }
    return new ResultTable(columns, cells);
  }

  @Override
  public String copy(String statement, InputStream rows) {
    return translated(() -> {
      try (Session.Script script = session.script(statement)) {
        StatementResult result = script.next();
        if (!(result instanceof StatementResult.CopyIn copy)) {
          throw new IllegalArgumentException("not a COPY FROM STDIN: " + statement);
        }
        String tag = sent(copy, rows);
        script.next();
        return tag;
      }
    });
  }

  private static String sent(StatementResult.CopyIn copy, InputStream rows) {
    byte[] buffer = new byte[COPY_BUFFER_BYTES];
    try (copy) {
      for (int read = rows.read(buffer); read >= 0; read = rows.read(buffer)) {
        copy.write(buffer, 0, read);
      }
      return copy.finish();
    } catch (IOException e) {
      copy.abort("the file could not be read");
      throw new UncheckedIOException(e);
    }
  }

  private static String translated(Supplier<String> work) {
    try {
      return work.get();
    } catch (DatastoreException e) {
      throw StatementException.of(e);
    }
  }

  @Override
  public void cancel() {
    session.cancel();
  }

  @Override
  public TransactionState transactionState() {
    return session.transactionState();
  }

  @Override
  public void close() {
    try {
      session.close();
    } finally {
      datastore.close();
    }
  }
}
