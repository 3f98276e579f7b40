// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.Notice;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.error.DatastoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client inside the process that keeps what it is told. */
final class TestClient implements AutoCloseable {
  final List<Notice> notices = new CopyOnWriteArrayList<>();
  final Session session;

  TestClient(Datastore datastore) {
    this(datastore, "mynah");
  }

  TestClient(Datastore datastore, String user) {
    this.session = datastore.connect(user, notices::add);
  }

  /** Runs a simple query and returns the tag of its last statement. */
  String run(String text) {
    String tag = "";
    try (Session.Script script = session.script(text)) {
      for (StatementResult result = script.next(); result != null; result = script.next()) {
        tag = tagOf(result);
      }
    }
    return tag;
  }

  private static String tagOf(StatementResult result) {
    return switch (result) {
      case StatementResult.Empty empty -> "";
      case StatementResult.Done done -> done.tag();
      case StatementResult.Rows rows -> {
        while (rows.next() != null) {
          // Only the tag is wanted.
        }
        yield rows.tag();
      }
      case StatementResult.CopyOut copy -> tagOf(copy.rows());
      case StatementResult.CopyIn copy -> copy.finish();
    };
  }

  /** Runs a query and returns its rows. */
  List<List<@Nullable Object>> rows(String text) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Session.Script script = session.script(text)) {
      for (StatementResult result = script.next(); result != null; result = script.next()) {
        if (result instanceof StatementResult.Rows given) {
          rows.clear();
          for (ColumnBatch batch = given.next(); batch != null; batch = given.next()) {
            addRows(batch, rows);
          }
        }
      }
    }
    return rows;
  }

  private static void addRows(ColumnBatch batch, List<List<@Nullable Object>> rows) {
    for (int row = 0; row < batch.rows(); row++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int column = 0; column < batch.columns(); column++) {
        values.add(CatalogRow.value(batch.column(column), row));
      }
      rows.add(values);
    }
  }

  /** Runs a COPY FROM STDIN with this data and returns its tag. */
  String copy(String text, String... pieces) {
    try (Session.Script script = session.script(text)) {
      StatementResult.CopyIn copy = (StatementResult.CopyIn) script.next();
      if (copy == null) {
        throw new IllegalStateException("no COPY");
      }
      for (String piece : pieces) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        copy.write(bytes, 0, bytes.length);
      }
      return copy.finish();
    }
  }

  /** Makes a table in which usage decides who churns. */
  void makeCustomers(int rows) {
    run(
        "CREATE TABLE customers AS SELECT range AS id, (range * 37) % 100 AS usage,"
            + " CASE WHEN range % 3 = 0 THEN 'gold' ELSE 'plain' END AS plan,"
            + " CASE WHEN (range * 37) % 100 > 60 THEN 'yes' ELSE 'no' END AS churned"
            + " FROM range("
            + rows
            + ")");
  }

  /** Returns the error of a query that must fail. */
  DatastoreException errorOf(String text) {
    try {
      run(text);
    } catch (DatastoreException e) {
      return e;
    }
    throw new AssertionError("no error: " + text);
  }

  @Override
  public void close() {
    session.close();
  }
}
