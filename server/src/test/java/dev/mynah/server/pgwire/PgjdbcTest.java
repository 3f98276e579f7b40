// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.core.session.Notice;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** What pgjdbc, the strictest of the clients at hand, makes of the server. */
@Timeout(60)
final class PgjdbcTest {
  private static final List<Column> ALL_TYPES =
      List.of(
          new Column("flag", DataType.BOOLEAN),
          new Column("small", DataType.SMALLINT),
          new Column("whole", DataType.INTEGER),
          new Column("big", DataType.BIGINT),
          new Column("price", DataType.decimal(10, 2)),
          new Column("ratio", DataType.REAL),
          new Column("measure", DataType.DOUBLE),
          new Column("word", DataType.TEXT),
          new Column("raw", DataType.BYTES),
          new Column("day", DataType.DATE),
          new Column("hour", DataType.TIME),
          new Column("moment", DataType.TIMESTAMP),
          new Column("instant", DataType.TIMESTAMPTZ));

  /** 2024-02-29 12:30:45.5 as microseconds. */
  private static final long MOMENT = 1_709_209_845_500_000L;

  private static final List<@Nullable Object> ONE_ROW =
      List.of(
          true,
          -7L,
          42L,
          1L << 40,
          new BigDecimal("-12345.60"),
          0.1,
          1e300,
          "Grüße 🐦",
          new byte[] {0, 1, (byte) 0xff},
          19_782L,
          45_045_500_000L,
          MOMENT,
          MOMENT);

  private final FakeDatastore datastore = new FakeDatastore();
  private final PgServer server =
      new PgServer(
          PgServerOptions.on(InetAddress.getLoopbackAddress(), 0),
          datastore::open,
          Authenticator.trust());

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Connection connect(String... properties) throws SQLException {
    Properties all = new Properties();
    all.setProperty("user", "mynah");
    all.setProperty("sslmode", "prefer");
    for (int index = 0; index < properties.length; index += 2) {
      all.setProperty(properties[index], properties[index + 1]);
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/mynah".formatted(server.port()), all);
  }

  @ParameterizedTest
  @CsvSource({"simple,false", "extended,false", "extended,true", "extendedForPrepared,false"})
  void readsEveryTypeAndNull(String mode, String binary) throws SQLException {
    datastore.learnQuery(
        "SELECT everything", ALL_TYPES, List.of(ONE_ROW, Arrays.asList(new Object[13])));
    // A threshold of -1 asks for binary results from the first run on.
    String threshold = binary.equals("true") ? "-1" : "0";
    try (Connection connection =
            connect(
                "preferQueryMode", mode, "binaryTransfer", binary, "prepareThreshold", threshold);
        PreparedStatement statement = connection.prepareStatement("SELECT everything");
        ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean("flag")).isTrue();
      assertThat(rows.getShort("small")).isEqualTo((short) -7);
      assertThat(rows.getInt("whole")).isEqualTo(42);
      assertThat(rows.getLong("big")).isEqualTo(1L << 40);
      assertThat(rows.getBigDecimal("price")).isEqualTo(new BigDecimal("-12345.60"));
      assertThat(rows.getFloat("ratio")).isEqualTo(0.1f);
      assertThat(rows.getDouble("measure")).isEqualTo(1e300);
      assertThat(rows.getString("word")).isEqualTo("Grüße 🐦");
      assertThat(rows.getBytes("raw")).containsExactly(0, 1, 0xff);
      assertThat(rows.getObject("day", LocalDate.class)).isEqualTo("2024-02-29");
      assertThat(rows.getObject("hour", LocalTime.class)).isEqualTo("12:30:45.5");
      assertThat(rows.getObject("moment", LocalDateTime.class)).isEqualTo("2024-02-29T12:30:45.5");
      assertThat(rows.getObject("instant", OffsetDateTime.class))
          .isEqualTo(OffsetDateTime.of(2024, 2, 29, 12, 30, 45, 500_000_000, ZoneOffset.UTC));
      assertThat(rows.getMetaData().getPrecision(5)).isEqualTo(10);
      assertThat(rows.next()).isTrue();
      for (int index = 1; index <= ALL_TYPES.size(); index++) {
        assertThat(rows.getObject(index)).isNull();
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void givesParametersAsTheStatementTakesThem(String binary) throws SQLException {
    List<@Nullable Object> seen = new CopyOnWriteArrayList<>();
    datastore.learn(
        "INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        List.of(
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.DOUBLE,
            DataType.decimal(10, 2),
            DataType.TEXT,
            DataType.TIMESTAMP,
            DataType.BYTES,
            DataType.BOOLEAN),
        (session, parameters) -> {
          seen.addAll(parameters);
          return new Done("INSERT 0 1");
        });
    try (Connection connection = connect("prepareThreshold", "-1", "binaryTransfer", binary);
        PreparedStatement statement =
            connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setInt(1, -5);
      statement.setLong(2, 1L << 40);
      statement.setDouble(3, 0.1);
      statement.setBigDecimal(4, new BigDecimal("12.50"));
      statement.setString(5, "it's");
      statement.setObject(6, LocalDateTime.of(2024, 2, 29, 12, 30));
      statement.setBytes(7, new byte[] {1, 2});
      statement.setBoolean(8, true);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    assertThat(seen)
        .containsExactly(
            -5L,
            1L << 40,
            0.1,
            new BigDecimal("12.50"),
            "it's",
            LocalDateTime.of(2024, 2, 29, 12, 30),
            new byte[] {1, 2},
            true);
  }

  @Test
  void givesNullAndTextOfUnknownType() throws SQLException {
    List<Object> seen = new CopyOnWriteArrayList<>();
    datastore.learn(
        "CALL f($1, $2)",
        List.of(DataType.INTEGER, DataType.UNKNOWN),
        (session, parameters) -> {
          parameters.forEach(value -> seen.add(String.valueOf(value)));
          return new Done("CALL");
        });
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement("CALL f(?, ?)")) {
      statement.setNull(1, Types.INTEGER);
      statement.setObject(2, "{1,2}", Types.OTHER);
      statement.execute();
    }
    assertThat(seen).containsExactly("null", "{1,2}");
  }

  @Test
  void fetchesThroughAPortalInsideATransaction() throws SQLException {
    List<List<Long>> rows = LongStream.range(0, 57).mapToObj(List::of).toList();
    datastore.learnQuery("SELECT n", List.of(new Column("n", DataType.BIGINT)), rows);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setFetchSize(7);
      try (ResultSet result = statement.executeQuery("SELECT n")) {
        long expected = 0;
        while (result.next()) {
          assertThat(result.getLong(1)).isEqualTo(expected);
          expected++;
        }
        assertThat(expected).isEqualTo(57);
      }
      connection.commit();
    }
  }

  @Test
  void tellsErrorsWithAllFields() throws SQLException {
    datastore.learn(
        "SELECT nonesuch",
        List.of(),
        (session, parameters) -> {
          throw new DatastoreException(
                  ErrorCode.UNDEFINED_COLUMN, "column \"nonesuch\" does not exist")
              .withDetail("The table has 2 columns.")
              .withHint("Perhaps you meant \"none\".")
              .withPosition(8);
        });
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT nonesuch"))
          .isInstanceOfSatisfying(
              PSQLException.class,
              e -> {
                var fields = Objects.requireNonNull(e.getServerErrorMessage());
                assertThat(fields.getSQLState()).isEqualTo("42703");
                assertThat(fields.getSeverity()).isEqualTo("ERROR");
                assertThat(fields.getMessage()).isEqualTo("column \"nonesuch\" does not exist");
                assertThat(fields.getDetail()).isEqualTo("The table has 2 columns.");
                assertThat(fields.getHint()).isEqualTo("Perhaps you meant \"none\".");
                assertThat(fields.getPosition()).isEqualTo(8);
                assertThat(fields.getFile()).isNull();
              });
    }
  }

  @Test
  void showsNoticesAsWarnings() throws SQLException {
    datastore.learn(
        "CREATE MODEL m",
        List.of(),
        (session, parameters) -> {
          session.notices.notice(Notice.of("50 percent"));
          session.notices.notice(Notice.warning("a column was left out"));
          return new Done("CREATE MODEL");
        });
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE MODEL m");
      var first = Objects.requireNonNull(statement.getWarnings());
      assertThat(first.getMessage()).isEqualTo("50 percent");
      assertThat(first.getSQLState()).isEqualTo("00000");
      assertThat(first.getNextWarning().getMessage()).isEqualTo("a column was left out");
    }
  }

  @Test
  void cancelsTheStatementUnderWay() throws Exception {
    datastore.learn("SELECT forever", List.of(), PgjdbcTest::waitForCancel);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      Thread canceller =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  Thread.sleep(Duration.ofMillis(200));
                  statement.cancel();
                } catch (InterruptedException | SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThatThrownBy(() -> statement.execute("SELECT forever"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      canceller.join();
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  static StatementResult waitForCancel(
      FakeSession session, List<? extends @Nullable Object> parameters) {
    try {
      if (!session.cancelled.tryAcquire(30, TimeUnit.SECONDS)) {
        return new Done("SELECT 0");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    throw new DatastoreException(
        ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
  }

  @Test
  void copiesIn() throws Exception {
    datastore.learn(
        "COPY t FROM STDIN", List.of(), (session, parameters) -> new FakeCopy(datastore));
    try (Connection connection = connect()) {
      long rows =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY t FROM STDIN", new StringReader("1\ta\n2\tb\n"));
      assertThat(rows).isEqualTo(2);
      assertThat(connection.isValid(5)).isTrue();
    }
    assertThat(datastore.events).contains("copied 1\ta\n2\tb\n");
  }

  @Test
  void stopsCopyingAtBadData() throws Exception {
    datastore.learn(
        "COPY t FROM STDIN", List.of(), (session, parameters) -> new FakeCopy(datastore));
    try (Connection connection = connect()) {
      assertThatThrownBy(() ->
              connection
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyIn("COPY t FROM STDIN", new StringReader("1\ta\t!\n2\tb\n")))
          .hasMessageContaining("extra data after last expected column");
      assertThat(connection.isValid(5)).isTrue();
    }
    assertThat(datastore.events).contains("copy aborted");
  }

  @Test
  void failsTheBlockForAParameterThatCannotBeRead() throws SQLException {
    datastore.learn(
        "SELECT $1", List.of(DataType.INTEGER), (session, parameters) -> new Done("SELECT 0"));
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      connection.setAutoCommit(false);
      statement.setObject(1, "x", Types.OTHER);
      assertThatThrownBy(statement::execute)
          .hasMessageContaining("invalid input syntax for type integer: \"x\"");
      statement.setInt(1, 1);
      assertThatThrownBy(statement::execute).hasMessageContaining("current transaction is aborted");
      connection.rollback();
      statement.execute();
    }
  }

  @Test
  void survivesABugAndTellsNothingOfIt() throws SQLException {
    datastore.learn(
        "SELECT bug",
        List.of(),
        (session, parameters) -> {
          throw new IllegalStateException("secret internals");
        });
    datastore.learn(
        "SELECT memory",
        List.of(),
        (session, parameters) -> {
          throw new OutOfMemoryError("Java heap space");
        });
    datastore.learn(
        "SELECT deep",
        List.of(),
        (session, parameters) -> {
          throw new StackOverflowError();
        });
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT bug")).hasMessage("ERROR: internal error");
      assertThatThrownBy(() -> statement.execute("SELECT memory"))
          .hasMessage("ERROR: out of memory");
      assertThatThrownBy(() -> statement.execute("SELECT deep"))
          .hasMessageContaining("stack depth limit exceeded");
      assertThat(connection.isValid(5)).isTrue();
    }
  }
}
