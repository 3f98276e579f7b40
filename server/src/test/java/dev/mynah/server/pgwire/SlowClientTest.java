// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueBatch;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that take their time, or nothing at all. */
@Timeout(60)
final class SlowClientTest {
  private static final List<Column> COLUMNS = List.of(new Column("text", DataType.TEXT));
  private static final ColumnBatch BATCH =
      ValueBatch.ofRows(COLUMNS, List.of(List.of("x".repeat(10_000))));

  private final FakeDatastore datastore = new FakeDatastore();
  private final AtomicLong taken = new AtomicLong();
  private final List<PgServer> servers = new ArrayList<>();

  private PgServer start(UnaryOperator<PgServerOptions> change) {
    datastore.learnRows(
        "SELECT endless",
        List.of(),
        COLUMNS,
        (session, parameters) ->
            new FakeRows(
                COLUMNS,
                new Iterator<>() {
                  @Override
                  public boolean hasNext() {
                    return true;
                  }

                  @Override
                  public ColumnBatch next() {
                    taken.incrementAndGet();
                    return BATCH;
                  }
                },
                "SELECT 0"));
    PgServer server =
        new PgServer(
            change.apply(PgServerOptions.on(InetAddress.getLoopbackAddress(), 0)),
            datastore::open,
            Authenticator.trust());
    servers.add(server);
    server.start();
    return server;
  }

  @AfterEach
  void stop() {
    servers.forEach(PgServer::close);
  }

  /** Asks for rows without end, reads none and returns the key for cancelling. */
  private String ask(RawClient client) throws IOException, InterruptedException {
    List<String> messages = client.until('Z');
    client.message('Q', "SELECT endless\0");
    long before;
    do {
      before = taken.get();
      Thread.sleep(300);
    } while (taken.get() > before || before == 0);
    return messages.get(messages.size() - 2).substring(1);
  }

  @Test
  void holdTheirRowsBackInsteadOfFillingMemory() throws Exception {
    PgServer server = start(UnaryOperator.identity());
    try (RawClient client = RawClient.connected(server.port())) {
      ask(client);
      // What the buffers of the system hold, which is not the server's memory.
      assertThat(taken.get() * 10_000).isBetween(10_000L, 32L << 20);
      long held = taken.get();
      for (int row = 0; row < 2 * held; row++) {
        client.next();
      }
      assertThat(taken.get()).isGreaterThan(held);
    }
    ServerEvents.await(datastore, "session closed");
  }

  @Test
  void areCutOffWhenTheirStatementIsCancelledAndTheyStillDoNotRead() throws Exception {
    PgServer server = start(UnaryOperator.identity());
    try (RawClient client = RawClient.connected(server.port())) {
      String key = ask(client);
      assertThat(datastore.events).doesNotContain("session closed");
      try (RawClient canceller = new RawClient(server.port())) {
        canceller.packet("\4\322\26\56" + key);
        assertThat(canceller.rest()).isEmpty();
      }
      ServerEvents.await(datastore, "session closed");
    }
  }

  @Test
  void areCutOffWhenTheyTakeNothingForTooLong() throws Exception {
    PgServer server = start(options -> options.withStallTimeout(Duration.ofSeconds(1)));
    try (RawClient client = RawClient.connected(server.port())) {
      ask(client);
      ServerEvents.await(datastore, "session closed");
    }
  }

  @Test
  void doNotKeepTheServerFromEnding() throws Exception {
    PgServer server = start(options -> options.withShutdownGrace(Duration.ofMillis(200)));
    try (RawClient client = RawClient.connected(server.port())) {
      ask(client);
      long begun = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
      ServerEvents.await(datastore, "session closed");
    }
  }

  @Test
  void getTheAnswerOfAStatementThatEndsInTimeAndThenHearThatTheServerEnds() throws Exception {
    datastore.learn(
        "SELECT long",
        List.of(),
        (session, parameters) -> {
          try {
            return new Done(session.cancelled.tryAcquire(1, TimeUnit.SECONDS) ? "STOPPED" : "DONE");
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    PgServer server = start(options -> options.withShutdownGrace(Duration.ofSeconds(20)));
    try (RawClient simple = RawClient.connected(server.port());
        RawClient extended = RawClient.connected(server.port())) {
      simple.until('Z');
      extended.until('Z');
      simple.message('Q', "SELECT long\0");
      extended.message('P', "\0SELECT long\0\0\0");
      extended.message('B', "\0\0\0\0\0\0\0\0");
      extended.message('E', "\0\0\0\0\0");
      extended.message('S', "");
      Thread.sleep(300);
      long begun = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
      assertThat(simple.until('Z')).containsExactly("CDONE\0", "ZI");
      assertThat(simple.next()).startsWith("ESFATAL").contains("C57P01");
      assertThat(extended.until('Z')).containsExactly("1", "2", "CDONE\0", "ZI");
      assertThat(extended.next()).startsWith("ESFATAL").contains("C57P01");
      assertThat(datastore.events).contains("sync").doesNotContain("abandon");
    }
  }
}
