// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import static dev.mynah.server.pgwire.RawClient.framed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.session.Notice;
import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server's answers, byte by byte. */
@Timeout(60)
final class ConversationTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("n", DataType.INTEGER), new Column("word", DataType.TEXT));

  private static final String ROW_DESCRIPTION =
      "T\0\2"
          + "n\0\0\0\0\0\0\0\0\0\0\27\0\4\377\377\377\377\0\0"
          + "word\0\0\0\0\0\0\0\0\0\0\31\377\377\377\377\377\377\0\0";

  private final FakeDatastore datastore = new FakeDatastore();
  private final PgServer server =
      new PgServer(
          PgServerOptions.on(InetAddress.getLoopbackAddress(), 0).withMaxBytes(1000, 100),
          datastore::open,
          Authenticator.trust());

  @BeforeEach
  void start() {
    datastore.learnQuery(
        "SELECT t", COLUMNS, List.of(Arrays.asList(7L, "a"), Arrays.asList(null, "")));
    datastore.learn("INSERT", List.of(), (session, parameters) -> new Done("INSERT 0 3"));
    datastore.learn("COPY", List.of(), (session, parameters) -> new FakeCopy(datastore));
    List<List<Long>> numbers = LongStream.range(0, 3).mapToObj(List::of).toList();
    datastore.learnQuery("SELECT n", List.of(COLUMNS.getFirst()), numbers);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RawClient connect() throws IOException {
    RawClient client = RawClient.connected(server.port());
    client.until('Z');
    return client;
  }

  private static String error(String code, String message) {
    return "ESERROR\0VERROR\0C%s\0M%s\0".formatted(code, message);
  }

  @Test
  void sendsRows() throws IOException {
    try (RawClient client = connect()) {
      client.message('Q', "SELECT t\0");
      assertThat(client.until('Z'))
          .containsExactly(
              ROW_DESCRIPTION,
              "D\0\2\0\0\0\0017\0\0\0\1a",
              "D\0\2\377\377\377\377\0\0\0\0",
              "CSELECT 2\0",
              "ZI");
    }
  }

  @Test
  void runsSeveralStatementsUntilOneFails() throws IOException {
    try (RawClient client = connect()) {
      client.message('Q', "BEGIN; INSERT; nonesuch; INSERT\0");
      List<String> answer = client.until('Z');
      assertThat(answer).hasSize(4).startsWith("CBEGIN\0", "CINSERT 0 3\0").endsWith("ZE");
      assertThat(answer.get(2))
          .isEqualTo(error("42601", "syntax error at or near \"nonesuch\"") + "P1\0\0");
      client.message('Q', "INSERT\0");
      assertThat(client.until('Z').getFirst()).contains("C25P02");
      client.message('Q', "ROLLBACK\0");
      assertThat(client.until('Z')).containsExactly("CROLLBACK\0", "ZI");
    }
  }

  @Test
  void answersAnEmptyQuery() throws IOException {
    try (RawClient client = connect()) {
      client.message('Q', " \0");
      assertThat(client.until('Z')).containsExactly("I", "ZI");
      client.send(
          framed('P', "\0\0\0\0")
              + framed('B', "\0\0\0\0\0\0\0\0")
              + framed('D', "P\0")
              + framed('E', "\0\0\0\0\0")
              + framed('S', ""));
      assertThat(client.until('Z')).containsExactly("1", "2", "n", "I", "ZI");
    }
  }

  @Test
  void describesWithoutRunning() throws IOException {
    datastore.learn(
        "SET x",
        List.of(DataType.BIGINT, DataType.UNKNOWN),
        (session, parameters) -> new Done("X"));
    try (RawClient client = connect()) {
      client.send(framed('P', "s\0SET x\0\0\1\0\0\4\23") + framed('D', "Ss\0") + framed('S', ""));
      // 1043 as the client said, 25 for what nobody knows.
      assertThat(client.until('Z')).containsExactly("1", "t\0\2\0\0\4\23\0\0\0\31", "n", "ZI");
      client.send(framed('P', "\0SELECT t\0\0\0") + framed('D', "S\0") + framed('S', ""));
      assertThat(client.until('Z')).containsExactly("1", "t\0\0", ROW_DESCRIPTION, "ZI");
    }
  }

  @Test
  void pausesAPortalAndGoesOn() throws IOException {
    try (RawClient client = connect()) {
      client.message('Q', "BEGIN\0");
      client.until('Z');
      client.send(
          framed('P', "\0SELECT n\0\0\0")
              + framed('B', "p\0\0\0\0\0\0\0\1\0\1")
              + framed('E', "p\0\0\0\0\2")
              + framed('S', ""));
      assertThat(client.until('Z'))
          .containsExactly("1", "2", "D\0\1\0\0\0\4\0\0\0\0", "D\0\1\0\0\0\4\0\0\0\1", "s", "ZT");
      client.message('Q', "INSERT\0");
      client.until('Z');
      client.send(framed('E', "p\0\0\0\0\2") + framed('E', "p\0\0\0\0\0") + framed('S', ""));
      assertThat(client.until('Z'))
          .containsExactly("D\0\1\0\0\0\4\0\0\0\2", "CSELECT 3\0", "CSELECT 0\0", "ZT");
      client.message('Q', "COMMIT\0");
      client.until('Z');
      client.send(framed('E', "p\0\0\0\0\0") + framed('S', ""));
      assertThat(client.until('Z').getFirst())
          .startsWith(error("34000", "portal \"p\" does not exist"));
    }
  }

  @Test
  void runsAnInsertToTheEndWhateverTheRowLimit() throws IOException {
    try (RawClient client = connect()) {
      client.send(
          framed('P', "\0INSERT\0\0\0")
              + framed('B', "\0\0\0\0\0\0\0\0")
              + framed('E', "\0\0\0\0\1")
              + framed('S', ""));
      assertThat(client.until('Z')).containsExactly("1", "2", "CINSERT 0 3\0", "ZI");
    }
  }

  @Test
  void passesOverASeriesAfterItsError() throws IOException {
    try (RawClient client = connect()) {
      client.send(
          framed('B', "\0none\0\0\0\0\0\0\0")
              + framed('E', "\0\0\0\0\0")
              + framed('Q', "INSERT\0")
              + framed('S', ""));
      assertThat(client.until('Z'))
          .containsExactly(
              error("26000", "prepared statement \"none\" does not exist") + "\0", "ZI");
      client.message('Q', "INSERT\0");
      assertThat(client.until('Z')).containsExactly("CINSERT 0 3\0", "ZI");
    }
  }

  @Test
  void keepsNamedStatementsUntilTheyAreClosed() throws IOException {
    try (RawClient client = connect()) {
      client.send(framed('P', "s\0INSERT\0\0\0") + framed('S', ""));
      client.until('Z');
      client.send(framed('P', "s\0INSERT\0\0\0") + framed('S', ""));
      assertThat(client.until('Z').getFirst())
          .startsWith(error("42P05", "prepared statement \"s\" already exists"));
      client.send(framed('C', "Ss\0") + framed('C', "Pnone\0") + framed('S', ""));
      assertThat(client.until('Z')).containsExactly("3", "3", "ZI");
      assertThat(datastore.events).contains("closed INSERT");
    }
  }

  @Test
  void refusesParametersThatDoNotFit() throws IOException {
    datastore.learn("f", List.of(DataType.INTEGER), (session, parameters) -> new Done("F"));
    try (RawClient client = connect()) {
      client.send(framed('P', "s\0f\0\0\0") + framed('B', "\0s\0\0\0\0\0\0\0") + framed('S', ""));
      assertThat(client.until('Z').get(1))
          .startsWith(
              error(
                  "08P01",
                  "bind message supplies 0 parameters, but prepared statement \"s\" requires 1"));
      client.send(framed('B', "\0s\0\0\0\0\1\0\0\0\1x\0\0") + framed('S', ""));
      assertThat(client.until('Z').getFirst())
          .startsWith(error("22P02", "invalid input syntax for type integer: \"x\""));
      client.send(framed('B', "\0s\0\0\0\0\1\0\0\0\2a\0\0\0") + framed('S', ""));
      assertThat(client.until('Z').getFirst())
          .startsWith(error("22021", "invalid byte sequence for encoding \"UTF8\": 0x00"));
      client.send(framed('B', "\0s\0\0\1\0\1\0\1\0\0\0\2aa\0\0") + framed('S', ""));
      assertThat(client.until('Z').getFirst()).contains("C22P03");
    }
  }

  @Test
  void tellsNoticesWhileTheStatementRuns() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    datastore.learn(
        "TRAIN",
        List.of(),
        (session, parameters) -> {
          session.notices.notice(Notice.of("10 percent"));
          try {
            return new Done(seen.await(5, TimeUnit.SECONDS) ? "SEEN" : "MISSED");
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    try (RawClient client = connect()) {
      client.message('Q', "TRAIN\0");
      assertThat(client.next()).isEqualTo("NSNOTICE\0VNOTICE\0C00000\0M10 percent\0\0");
      seen.countDown();
      assertThat(client.until('Z')).containsExactly("CSEEN\0", "ZI");
    }
  }

  @Test
  void tellsSettingsThatChange() throws IOException {
    try (RawClient client = connect()) {
      client.message('Q', "SET TimeZone TO 'Asia/Tokyo'\0");
      assertThat(client.until('Z')).containsExactly("CSET\0", "STimeZone\0Asia/Tokyo\0", "ZI");
    }
  }

  @Test
  void takesCopyDataInPiecesAndIgnoresSync() throws IOException {
    try (RawClient client = connect()) {
      client.message('Q', "COPY\0");
      assertThat(client.next()).isEqualTo("G\0\0\2\0\0\0\0");
      client.send(
          framed('d', "1\ta\n2")
              + framed('H', "")
              + framed('S', "")
              + framed('d', "\tb\n")
              + framed('c', ""));
      assertThat(client.until('Z')).containsExactly("CCOPY 2\0", "ZI");
      assertThat(datastore.events).contains("copied 1\ta\n2\tb\n");
    }
  }

  @Test
  void givesCopyUpWhenTheClientDoes() throws IOException {
    try (RawClient client = connect()) {
      client.send(framed('Q', "COPY\0") + framed('d', "1\ta\n") + framed('f', "no more\0"));
      assertThat(client.until('Z'))
          .contains(error("57014", "COPY from stdin failed: no more") + "\0", "ZI");
      assertThat(datastore.events).contains("copy aborted");
      // What comes late of a COPY that failed is dropped.
      client.send(framed('d', "2\tb\n") + framed('c', "") + framed('Q', "INSERT\0"));
      assertThat(client.until('Z')).containsExactly("CINSERT 0 3\0", "ZI");
    }
  }

  @Test
  void storesNothingOfACopyWhoseClientIsGone() throws IOException {
    try (RawClient client = connect()) {
      client.send(framed('Q', "COPY\0") + framed('d', "1\ta\n"));
      client.next();
    }
    ServerEvents.await(datastore, "copy aborted");
    ServerEvents.await(datastore, "session closed");
    assertThat(datastore.events).noneMatch(event -> event.startsWith("copied"));
  }

  @Test
  void refusesAndSkipsAStatementThatIsTooLong() throws IOException {
    try (RawClient client = connect()) {
      client.message('Q', "-".repeat(500) + "\0");
      assertThat(client.until('Z').getFirst()).startsWith(error("54000", "statement is too long"));
      client.send(framed('P', "\0" + "-".repeat(500) + "\0\0\0") + framed('S', ""));
      assertThat(client.until('Z').getFirst()).startsWith(error("54000", "statement is too long"));
      client.message('Q', "INSERT\0");
      assertThat(client.until('Z')).containsExactly("CINSERT 0 3\0", "ZI");
    }
  }

  @Test
  void closesWhereTheNextMessageCannotBeFound() throws IOException {
    try (RawClient client = connect()) {
      client.send("Q\0\0\377\377");
      assertThat(client.rest()).contains("SFATAL\0VFATAL\0C08P01\0Minvalid message length\0");
    }
  }

  @Test
  void survivesMessagesThatMakeNoSense() throws IOException {
    try (RawClient client = connect()) {
      client.message('Q', "no end");
      assertThat(client.until('Z').getFirst())
          .startsWith(error("08P01", "invalid string in message"));
      client.message('F', "abc");
      assertThat(client.until('Z').getFirst())
          .startsWith(error("0A000", "function call messages are not supported"));
      client.send(framed('D', "X\0") + framed('S', ""));
      assertThat(client.until('Z').getFirst()).contains("C08P01");
      client.message('Q', "INSERT\0");
      assertThat(client.until('Z')).containsExactly("CINSERT 0 3\0", "ZI");
    }
  }
}
