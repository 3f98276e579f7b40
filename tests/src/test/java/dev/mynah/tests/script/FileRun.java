// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.script;

import dev.mynah.tests.script.Action.Order;
import dev.mynah.tests.script.Client.Answer;
import dev.mynah.tests.script.Client.SqlError;
import dev.mynah.tests.server.ChildServer;
import dev.mynah.tests.server.TestedServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/** Runs the records of one {@code .test} file, one after the other. */
public final class FileRun implements AutoCloseable {
  private static final long POLL_NANOS = 100_000_000;

  private final String file;
  private final TestedServer server;
  private final QueryMode mode;
  private final Path data;
  private final Map<String, Client> clients = new LinkedHashMap<>();

  /**
   * Makes a run that has not begun.
   *
   * @param data the folder of data sets
   */
  public FileRun(String file, TestedServer server, QueryMode mode, Path data) {
    this.file = file;
    this.server = server;
    this.mode = mode;
    this.data = data;
  }

  /**
   * Runs a record.
   *
   * @throws RecordFailure if the answer is not the expected one
   */
  public void run(TestRecord record) throws SQLException, IOException {
    switch (record.action()) {
      case Action.Succeeds succeeds -> succeeds(record, succeeds);
      case Action.Fails fails -> fails(record, fails);
      case Action.Query query -> query(record, query);
      case Action.Copy copy -> copy(record, copy);
      case Action.Restart restart -> {
        closeClients();
        server.restart();
      }
      case Action.Kill kill -> {
        ChildServer child = (ChildServer) server;
        child.kill();
        closeClients();
        child.startAgain();
      }
    }
  }

  private Client client(TestRecord record) throws SQLException {
    String session = record.connection() + " " + record.user();
    Client client = clients.get(session);
    if (client == null) {
      client = new Client(server.connect(mode, record.user()));
      clients.put(session, client);
    }
    return client;
  }

  private void succeeds(TestRecord record, Action.Succeeds wanted) throws SQLException {
    Answer answer = client(record).run(wanted.sql());
    refuseError(record, wanted.sql(), answer);
    compareNotices(record, wanted.sql(), wanted.notices(), answer);
  }

  private void refuseError(TestRecord record, String sql, Answer answer) {
    if (answer.error().isPresent()) {
      SqlError error = answer.error().get();
      throw failure(
          record,
          "the statement failed",
          sql + "\n----\n" + error.sqlState() + " " + String.join("\n", error.report()));
    }
  }

  private void compareNotices(
      TestRecord record, String sql, Optional<List<String>> expected, Answer answer) {
    if (expected.isPresent() && !Answers.linesMatch(expected.get(), answer.notices())) {
      throw failure(
          record,
          "something else was said beside it",
          sql + "\nnotice\n" + Answers.difference(expected.get(), answer.notices()));
    }
  }

  private void fails(TestRecord record, Action.Fails wanted) throws SQLException {
    Answer answer = client(record).run(wanted.sql());
    if (answer.error().isEmpty()) {
      throw failure(
          record,
          "the statement succeeded",
          wanted.sql() + "\n----\n" + Answers.difference(wanted.report(), List.of()));
    }
    SqlError error = answer.error().get();
    boolean right =
        wanted.sqlState().map(error.sqlState()::equals).orElse(true)
            && reportMatches(wanted.report(), error.report());
    if (!right) {
      List<String> expected = new ArrayList<>();
      wanted.sqlState().ifPresent(expected::add);
      expected.addAll(wanted.report());
      List<String> actual = new ArrayList<>();
      wanted.sqlState().ifPresent(state -> actual.add(error.sqlState()));
      actual.addAll(error.report());
      throw failure(
          record,
          "the statement failed otherwise",
          wanted.sql() + "\n----\n" + Answers.difference(expected, actual));
    }
  }

  /** The first line is the message; fields that the record leaves out may say anything. */
  private static boolean reportMatches(List<String> expected, List<String> actual) {
    if (expected.isEmpty()) {
      return true;
    }
    return Answers.lineMatches(expected.getFirst(), actual.getFirst())
        && expected.stream()
            .skip(1)
            .allMatch(line ->
                actual.stream().skip(1).anyMatch(field -> Answers.lineMatches(line, field)));
  }

  private void query(TestRecord record, Action.Query wanted) throws SQLException {
    long deadline = System.nanoTime() + record.await().map(limit -> limit.toNanos()).orElse(0L);
    while (true) {
      Answer answer = client(record).run(wanted.sql());
      try {
        compareRows(record, wanted, answer);
        compareNotices(record, wanted.sql(), wanted.notices(), answer);
        return;
      } catch (RecordFailure e) {
        if (System.nanoTime() >= deadline) {
          throw e;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  private void compareRows(TestRecord record, Action.Query wanted, Answer answer) {
    refuseError(record, wanted.sql(), answer);
    if (answer.columns() != wanted.types().length()) {
      throw failure(
          record,
          "the query has %d columns instead of %d"
              .formatted(answer.columns(), wanted.types().length()),
          wanted.sql() + "\n----\n" + Answers.difference(wanted.rows(), answer.rows()));
    }
    boolean sorted = wanted.order() == Order.SORTED;
    List<String> expected = sorted ? Answers.sorted(wanted.rows()) : wanted.rows();
    List<String> actual = sorted ? Answers.sorted(answer.rows()) : answer.rows();
    if (!Answers.rowsMatch(wanted.types(), expected, actual)) {
      throw failure(
          record,
          "the rows are others",
          wanted.sql() + "\n----\n" + Answers.difference(expected, actual));
    }
  }

  private void copy(TestRecord record, Action.Copy copy) throws SQLException, IOException {
    Path path = data.resolve(copy.path());
    String sql =
        "COPY %s FROM STDIN (FORMAT csv, HEADER true%s)"
            .formatted(copy.target(), copy.options().isEmpty() ? "" : ", " + copy.options());
    try (InputStream bytes = open(path)) {
      client(record).connection().unwrap(PGConnection.class).getCopyAPI().copyIn(sql, bytes);
    } catch (SQLException e) {
      throw failure(record, "the rows were refused", sql + "\n----\n" + e.getMessage());
    }
  }

  private static InputStream open(Path path) throws IOException {
    InputStream bytes = Files.newInputStream(path);
    return path.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }

  private RecordFailure failure(TestRecord record, String what, String details) {
    return new RecordFailure(file, record.line(), what, details);
  }

  private void closeClients() {
    clients.values().forEach(Client::close);
    clients.clear();
  }

  @Override
  public void close() {
    closeClients();
    server.close();
  }
}
