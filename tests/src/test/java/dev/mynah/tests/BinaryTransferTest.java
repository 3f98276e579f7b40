// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.LocalServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** pgjdbc reads and sends the same values in PostgreSQL's binary form as in text. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BinaryTransferTest {
  /**
   * Boolean, bytea, whole numbers, text, floats, dates, times, interval, numeric, uuid, json, and
   * arrays of those that the driver reads.
   */
  private static final String TYPES =
      "16,17,20,21,23,25,114,700,701,1043,1082,1083,1114,1184,1186,1700,2950,"
          + "1000,1005,1007,1009,1016,1021,1022";

  private LocalServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new LocalServer(folder.resolve("data"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Connection connect(boolean binary) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "mynah");
    properties.setProperty("sslmode", "disable");
    properties.setProperty("binaryTransfer", Boolean.toString(binary));
    properties.setProperty(binary ? "binaryTransferEnable" : "binaryTransferDisable", TYPES);
    // From the first time on, not the fifth.
    properties.setProperty("prepareThreshold", "-1");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/mynah", properties);
  }

  /** Returns what a query gives, each value by a method of its type. */
  private List<Object> values(boolean binary, String query) throws SQLException {
    try (Connection connection = connect(binary);
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet result = statement.executeQuery()) {
      List<Object> values = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int column = 1; column <= columns; column++) {
          values.add(String.valueOf(value(result, column)));
        }
      }
      return values;
    }
  }

  private static @Nullable Object value(ResultSet result, int column) throws SQLException {
    return switch (result.getMetaData().getColumnTypeName(column)) {
      case "date" -> result.getObject(column, LocalDate.class);
      case "time" -> result.getObject(column, LocalTime.class);
      case "timestamp" -> result.getObject(column, LocalDateTime.class);
      case "timestamptz" -> result.getObject(column, OffsetDateTime.class);
      // The driver has no class that reads these in binary form.
      case "json" -> new String(result.getBytes(column), UTF_8);
      case "_bool", "_int2", "_int4", "_int8", "_float4", "_float8", "_text" ->
          Arrays.deepToString((Object[]) result.getArray(column).getArray());
      case "bytea" -> Arrays.toString(result.getBytes(column));
      default -> result.getObject(column);
    };
  }

  @Test
  void readsTheSameValuesInBothForms() throws SQLException {
    List<String> queries =
        List.of(
            "SELECT true, false, NULL::BOOLEAN, '\\x00ff'::BLOB, ''::BLOB",
            "SELECT (-32768)::SMALLINT, 2147483647, (-9223372036854775807)::BIGINT, 255::UTINYINT,"
                + " 4294967295::UINTEGER, 18446744073709551615::UBIGINT",
            "SELECT 0.1::REAL, 1e300::DOUBLE, 'NaN'::DOUBLE, '-Infinity'::DOUBLE, (-0.0)::DOUBLE",
            "SELECT 1.50::DECIMAL(10,2), (-0.0001)::DECIMAL(10,4), 0::DECIMAL(5,2),"
                + " 12345678901234567890.123456789::DECIMAL(38,9), 10000::DECIMAL(38,0)",
            "SELECT 'grüße € 😀', '', uuid '00000000-0000-0000-0000-0000000000ff',"
                + " '{\"a\":1}'::JSON",
            "SELECT DATE '2024-02-29', DATE '1969-12-31', DATE '0001-01-01',"
                + " TIME '23:59:59.999999', TIME '00:00:00'",
            "SELECT TIMESTAMP '2024-02-29 12:00:00.000001', TIMESTAMP '1900-01-01 00:00:00',"
                + " TIMESTAMPTZ '2024-02-29 12:00:00+02', TIMESTAMPTZ '1969-12-31 23:59:59Z'",
            "SELECT [1, 2], {'a': 1}, NULL",
            "SELECT ['a', 'b, \"c\"', NULL, '', 'null', '\\'], [[1, 2], [3, NULL]], []::INT[],"
                + " [true, false], [1.5::DOUBLE, 1e300, 'nan'], [0.1::REAL], [1::SMALLINT],"
                + " [9223372036854775807]");
    for (String query : queries) {
      assertThat(values(true, query)).as(query).isEqualTo(values(false, query)).isNotEmpty();
    }
  }

  @Test
  void sendsArraysInBothForms() throws SQLException {
    for (boolean binary : new boolean[] {true, false}) {
      try (Connection connection = connect(binary);
          PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT ?::INT[], ?::VARCHAR[], 2 = ANY(?), ?::DOUBLE[] FROM range(1)")) {
        Integer[] numbers = {1, null, 3};
        String[] texts = {"a", "b, c", "", null, "it's \"x\" \\"};
        statement.setArray(1, connection.createArrayOf("int4", numbers));
        statement.setArray(2, connection.createArrayOf("text", texts));
        statement.setArray(3, connection.createArrayOf("int8", new Long[] {1L, 2L}));
        statement.setArray(4, connection.createArrayOf("float8", new Double[] {0.1, -1e300}));
        try (ResultSet result = statement.executeQuery()) {
          result.next();
          assertThat((Object[]) result.getArray(1).getArray()).containsExactly(1, null, 3);
          assertThat((Object[]) result.getArray(2).getArray()).containsExactly((Object[]) texts);
          assertThat(result.getBoolean(3)).isTrue();
          assertThat((Object[]) result.getArray(4).getArray()).containsExactly(0.1, -1e300);
        }
      }
    }
  }

  @Test
  void readsIntervalsAsPostgresqlSendsThem() throws SQLException {
    Map<String, String> intervals =
        Map.of(
            "14 months 3 days 04:05:06.007", "000000036c8bdbd8" + "00000003" + "0000000e",
            "-14 months -3 days -04:05:06.007", "fffffffc93742428" + "fffffffd" + "fffffff2",
            "1 month -1 day", "0000000000000000" + "ffffffff" + "00000001",
            "-1 microseconds", "ffffffffffffffff" + "00000000" + "00000000",
            "100 hours", "00000053d1ac1000" + "00000000" + "00000000",
            "0 days", "00".repeat(16));
    try (Connection connection = connect(true);
        PreparedStatement statement = connection.prepareStatement("SELECT ?::INTERVAL")) {
      for (var interval : intervals.entrySet()) {
        statement.setString(1, interval.getKey());
        try (ResultSet result = statement.executeQuery()) {
          result.next();
          assertThat(HexFormat.of().formatHex(result.getBytes(1)))
              .as(interval.getKey())
              .isEqualTo(interval.getValue());
        }
      }
    }
  }

  @Test
  void sendsTheSameValuesInBothForms() throws SQLException {
    for (boolean binary : new boolean[] {true, false}) {
      try (Connection connection = connect(binary);
          PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT ?::SMALLINT, ?::INT, ?::BIGINT, ?::REAL, ?::DOUBLE, ?::DECIMAL(20,4),"
                      + " ?::BOOLEAN, ?::VARCHAR, ?::BLOB, ?::UUID, ?::DATE, ?::TIME,"
                      + " ?::TIMESTAMP, ?::TIMESTAMPTZ, ?::INT")) {
        List<@Nullable Object> sent =
            Arrays.asList(
                (short) -5,
                -6,
                -7L,
                0.25f,
                -1e-300,
                new BigDecimal("-12345678.9000"),
                true,
                "grüße",
                new byte[] {0, -1},
                UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                LocalDate.of(1969, 12, 31),
                LocalTime.of(23, 59, 59, 999_999_000),
                LocalDateTime.of(2024, 2, 29, 1, 2, 3),
                OffsetDateTime.parse("2024-02-29T12:00:00+02:00"),
                null);
        for (int index = 0; index < sent.size(); index++) {
          statement.setObject(index + 1, sent.get(index));
        }
        try (ResultSet result = statement.executeQuery()) {
          result.next();
          assertThat(result.getShort(1)).isEqualTo((short) -5);
          assertThat(result.getInt(2)).isEqualTo(-6);
          assertThat(result.getLong(3)).isEqualTo(-7L);
          assertThat(result.getFloat(4)).isEqualTo(0.25f);
          assertThat(result.getDouble(5)).isEqualTo(-1e-300);
          assertThat(result.getBigDecimal(6)).isEqualTo(new BigDecimal("-12345678.9000"));
          assertThat(result.getBoolean(7)).isTrue();
          assertThat(result.getString(8)).isEqualTo("grüße");
          assertThat(result.getBytes(9)).containsExactly(0, -1);
          assertThat(result.getObject(10, UUID.class)).isEqualTo(sent.get(9));
          assertThat(result.getObject(11, LocalDate.class)).isEqualTo(sent.get(10));
          assertThat(result.getObject(12, LocalTime.class)).isEqualTo(sent.get(11));
          assertThat(result.getObject(13, LocalDateTime.class)).isEqualTo(sent.get(12));
          assertThat(result.getObject(14, OffsetDateTime.class).toInstant())
              .isEqualTo(OffsetDateTime.parse("2024-02-29T10:00:00Z").toInstant());
          assertThat(result.getObject(15)).isNull();
        }
      }
    }
  }
}
