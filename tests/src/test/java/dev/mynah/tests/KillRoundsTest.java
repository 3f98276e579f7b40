// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.ChildServer;
import dev.mynah.tests.server.WireClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients write, copy and train while the server is killed again and again: no acknowledged commit
 * is lost, and none is there in part.
 */
class KillRoundsTest {
  private static final int WRITERS = 4;
  private static final int MOST_ROWS = 50;
  private static final long EARLIEST_KILL_MILLIS = 200;
  private static final long LATEST_KILL_MILLIS = 2_000;
  private static final String INTERRUPTED = "interrupted by a restart";

  /** The last transaction of each writer, and the last model, that were acknowledged. */
  private final AtomicLongArray acknowledged = new AtomicLongArray(WRITERS);

  private final AtomicLong models = new AtomicLong();

  @TempDir private Path folder;

  @Test
  void tenKillsLoseNothingThatWasAcknowledged() throws Exception {
    rounds(10);
  }

  @Test
  @Tag("nightly")
  void hundredKillsLoseNothingThatWasAcknowledged() throws Exception {
    rounds(100);
  }

  private void rounds(int kills) throws Exception {
    ChildServer server = new ChildServer(folder.resolve("data"), Optional.empty());
    try {
      try (WireClient client = new WireClient(server)) {
        makeTables(client);
      }
      Random random = new Random(20_260);
      for (int kill = 0; kill < kills; kill++) {
        List<Thread> clients = startClients(server);
        long wait =
            EARLIEST_KILL_MILLIS + random.nextLong(LATEST_KILL_MILLIS - EARLIEST_KILL_MILLIS);
        LockSupport.parkNanos(wait * 1_000_000);
        server.kill();
        for (Thread thread : clients) {
          thread.join();
        }
        server.startAgain();
        try (WireClient client = new WireClient(server)) {
          check(client);
        }
      }
      assertThat(LongStream.range(0, WRITERS).map(w -> acknowledged.get((int) w)).min().orElse(0))
          .as("transactions of each writer")
          .isGreaterThan(kills);
    } finally {
      server.kill();
    }
  }

  private static void makeTables(WireClient client) throws SQLException {
    client.run("CREATE TABLE heads (writer INTEGER, number BIGINT, PRIMARY KEY (writer, number))");
    client.run("CREATE TABLE items (writer INTEGER, number BIGINT, item BIGINT)");
    client.run("CREATE TABLE totals (writer INTEGER PRIMARY KEY, number BIGINT, items BIGINT)");
    client.run("INSERT INTO totals SELECT i, 0, 0 FROM range(" + WRITERS + ") t(i)");
    client.run(
        "CREATE TABLE t AS SELECT i % 10 AS a, CASE WHEN i % 10 > 5 THEN 'high' ELSE 'low' END AS y"
            + " FROM range(300) t(i)");
  }

  private List<Thread> startClients(ChildServer server) {
    List<Thread> clients = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int own = writer;
      clients.add(
          new Thread(() ->
              untilGone(
                  server,
                  client -> {
                    long number = acknowledged.get(own) + 1;
                    transact(client, own, number);
                    acknowledged.set(own, number);
                  })));
    }
    clients.add(
        new Thread(() ->
            untilGone(
                server,
                client -> {
                  long number = models.get() + 1;
                  client.run(
                      "CREATE MODEL m%1$d FROM t TARGET y FUNCTION m%1$d SETTINGS (WAIT ON, MAX_RUNTIME 1)"
                          .formatted(number));
                  models.set(number);
                })));
    clients.forEach(Thread::start);
    return clients;
  }

  /** A step of a client. */
  private interface Step {
    void run(WireClient client) throws SQLException;
  }

  private static void untilGone(ChildServer server, Step step) {
    try (WireClient client = new WireClient(server)) {
      while (true) {
        step.run(client);
      }
    } catch (SQLException e) {
      // Only the end of the server may end a client.
      if (server.isAlive() && !String.valueOf(e.getSQLState()).startsWith("08")) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static long rowsOf(long number) {
    return number % MOST_ROWS + 1;
  }

  private static void transact(WireClient client, int writer, long number) throws SQLException {
    long rows = rowsOf(number);
    client.run("BEGIN");
    client.run("INSERT INTO heads VALUES (%d, %d)".formatted(writer, number));
    if (number % 3 == 0) {
      client.copy(
          "COPY items FROM STDIN",
          LongStream.range(0, rows)
              .mapToObj(item -> "%d\t%d\t%d\n".formatted(writer, number, item))
              .collect(Collectors.joining()));
    } else {
      client.run(
          "INSERT INTO items SELECT %d, %d, i FROM range(%d) r(i)".formatted(writer, number, rows));
    }
    client.run(
        "UPDATE totals SET number = %d, items = items + %d WHERE writer = %d"
            .formatted(number, rows, writer));
    client.run("COMMIT");
  }

  private void check(WireClient client) throws SQLException {
    for (int writer = 0; writer < WRITERS; writer++) {
      long last = client.number("SELECT number FROM totals WHERE writer = " + writer);
      assertThat(last)
          .as("writer %d", writer)
          .isBetween(acknowledged.get(writer), acknowledged.get(writer) + 1);
      assertThat(
              client.value(
                  "SELECT count(*), coalesce(max(number), 0) FROM heads WHERE writer = " + writer))
          .isEqualTo(last + "|" + last);
      long items = LongStream.rangeClosed(1, last).map(KillRoundsTest::rowsOf).sum();
      assertThat(
              client.value(
                  "SELECT t.items, (SELECT count(*) FROM items i WHERE i.writer = t.writer)"
                      + " FROM totals t WHERE t.writer = "
                      + writer))
          .isEqualTo(items + "|" + items);
      acknowledged.set(writer, last);
    }
    assertThat(
            client.rows(
                "SELECT writer, number FROM items GROUP BY writer, number"
                    + " HAVING count(DISTINCT item) <> number % 50 + 1"))
        .isEmpty();
    checkModels(client);
  }

  /** The last model may be there or not; it is never half. */
  private void checkModels(WireClient client) throws SQLException {
    long known = models.get();
    assertThat(client.number("SELECT count(*) FROM ml.models WHERE state = 'READY'"))
        .isBetween(known, known + 1);
    if (known > 0) {
      assertThat(client.value("SELECT m" + known + "(9)")).isEqualTo("high");
    }
    String next = "m" + (known + 1);
    for (String row :
        client.rows("SELECT state, error FROM ml.models WHERE model_name = '" + next + "'")) {
      assertThat(row).isIn("READY|null", "FAILED|" + INTERRUPTED);
      models.set(row.startsWith("READY") ? known + 1 : known);
    }
  }
}
