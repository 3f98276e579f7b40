// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import dev.mynah.core.Datastore;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.core.session.NotificationReceiver;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.sql.parser.SourceStatement;
import dev.mynah.sql.parser.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A session with a datastore in memory, in which statements wait for the models they make. */
final class InMemoryRun implements AutoCloseable {
  private final Datastore datastore = Datastore.open(DatastoreOptions.inMemory());
  private final Session session = datastore.connect("mynah", notice -> {});

  InMemoryRun() {
    session.receiveNotifications(new Deaf());
    run("SET wait = on");
  }

  void runFile(Path file) throws IOException {
    run(Files.readString(file));
  }

  /** Runs statements one by one, each to its last row. */
  void run(String text) {
    for (SourceStatement statement : StatementSplitter.split(text)) {
      try (Session.Script script = session.script(statement.text())) {
        StatementResult result = script.next();
        while (result != null) {
          if (result instanceof StatementResult.Rows rows) {
            drain(rows);
          }
          result = script.next();
        }
      }
    }
  }

  private static void drain(StatementResult.Rows rows) {
    ColumnBatch batch = rows.next();
    while (batch != null) {
      batch = rows.next();
    }
  }

  /** May listen, and hears nothing. */
  private static final class Deaf implements NotificationReceiver {
    @Override
    public int processId() {
      return 1;
    }

    @Override
    public void arrived() {}
  }

  /** Returns the one number that a query gives. */
  double number(String query) {
    try (Session.Script script = session.script(query)) {
      if (script.next() instanceof StatementResult.Rows rows) {
        ColumnBatch batch = rows.next();
        if (batch != null && batch.rows() == 1) {
          return batch.column(0).doubleAt(0);
        }
      }
      throw new IllegalStateException("not one number: " + query);
    }
  }

  @Override
  public void close() {
    session.close();
    datastore.close();
  }
}
