// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import static dev.mynah.server.pgwire.RawClient.int32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.server.pgwire.auth.Authenticator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ConnectionsTest {
  private final FakeDatastore datastore = new FakeDatastore();
  private final PgServer server =
      new PgServer(
          PgServerOptions.on(InetAddress.getLoopbackAddress(), 0),
          datastore::open,
          Authenticator.trust());

  @BeforeEach
  void start() {
    datastore.learn("SELECT forever", List.of(), PgjdbcTest::waitForCancel);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static long clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("mynah-client-"))
        .filter(thread -> !thread.getName().equals("mynah-client-watch"))
        .count();
  }

  @Test
  void keepsNoThreadOfAThousandClientsThatCameAndWent() throws IOException {
    for (int index = 0; index < 1000; index++) {
      try (RawClient client =
          index % 2 == 0 ? RawClient.connected(server.port()) : new RawClient(server.port())) {
        if (index % 4 == 0) {
          client.until('Z');
        }
      }
    }
    ServerEvents.await(() -> clientThreads() == 0, "all threads end");
  }

  @Test
  void givesBackTheMemoryOfAThousandSessions() throws IOException {
    connectAndLeave(100);
    long before = usedMemory();
    for (int round = 0; round < 10; round++) {
      connectAndLeave(100);
    }
    ServerEvents.await(() -> clientThreads() == 0, "all threads end");
    datastore.sessions.clear();
    datastore.events.clear();
    // A session's buffers alone are some 90 KB: a thousand that stay would be 90 MB.
    assertThat(usedMemory() - before).isLessThan(10L << 20);
    try (RawClient client = RawClient.connected(server.port())) {
      assertThat(client.until('Z')).contains("ZI");
    }
  }

  private void connectAndLeave(int count) throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      clients.add(RawClient.connected(server.port()));
      clients.getLast().until('Z');
    }
    for (RawClient client : clients) {
      client.close();
    }
  }

  private static long usedMemory() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void cancelsOnlyWithTheRightKey() throws IOException {
    try (RawClient client = RawClient.connected(server.port())) {
      List<String> messages = client.until('Z');
      String key = messages.get(messages.size() - 2).substring(1);
      client.message('Q', "SELECT forever\0");
      String wrong = key.substring(0, 7) + (char) (key.charAt(7) ^ 1);
      cancel(wrong);
      cancel(int32(999_999) + key.substring(4));
      assertThat(datastore.events).doesNotContain("cancel");
      cancel(key);
      assertThat(client.until('Z').getFirst()).contains("C57014");
      assertThat(datastore.events).containsOnlyOnce("cancel");
    }
  }

  private void cancel(String key) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.packet("\4\322\26\56" + key);
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void abandonsTheStatementOfAClientThatHasLeft() throws IOException {
    try (RawClient client = RawClient.connected(server.port())) {
      client.until('Z');
      client.message('Q', "SELECT forever\0");
    }
    ServerEvents.await(datastore, "abandon");
    ServerEvents.await(datastore, "session closed");
    assertThat(datastore.events).doesNotContain("cancel");
  }

  @Test
  void leavesALongStatementAloneWhileItsClientWaits() throws IOException {
    datastore.learn(
        "SELECT long",
        List.of(),
        (session, parameters) -> {
          try {
            return new Done(
                session.cancelled.tryAcquire(2500, TimeUnit.MILLISECONDS) ? "STOPPED" : "DONE");
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    try (RawClient client = RawClient.connected(server.port())) {
      client.until('Z');
      client.message('Q', "SELECT long\0");
      // Sent ahead: it is read while the first runs, and must not be lost.
      client.message('Q', "BEGIN\0");
      assertThat(client.until('Z')).containsExactly("CDONE\0", "ZI");
      assertThat(client.until('Z')).containsExactly("CBEGIN\0", "ZT");
    }
  }

  @Test
  void tellsClientsThatTheServerEnds() throws IOException {
    try (RawClient idle = RawClient.connected(server.port());
        RawClient busy = RawClient.connected(server.port())) {
      idle.until('Z');
      busy.until('Z');
      busy.message('Q', "SELECT forever\0");
      server.close();
      assertThat(idle.rest())
          .contains("C57P01\0Mterminating connection due to administrator command\0");
      assertThat(busy.rest()).contains("C57P01\0");
      ServerEvents.await(() -> clientThreads() == 0, "all threads end");
    }
  }
}
