// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueVector;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes are those of PostgreSQL's send functions. */
final class BinaryFormatTest {
  private static final DataType NUMERIC = PgType.dataType(1700);

  private static String hex(DataType type, Object value) {
    WireBuffer out = new WireBuffer(16);
    BinaryFormat.writer(type).write(new ValueVector(type, List.of(value)), 0, out);
    return HexFormat.of().formatHex(out.toByteArray());
  }

  private static Object parse(DataType type, String hex) {
    return BinaryFormat.parse(type, HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @CsvSource({
    "00:00:00+00,000000000000000000000000",
    "12:30:00.5+05:30,0000000a7a3d2320ffffb2a8",
    "23:59:59-08,000000141dc81dc000007080"
  })
  void timesWithAnOffsetCountItsSecondsWestwards(String text, String hex) {
    assertThat(hex(DataType.TIMETZ, text)).isEqualTo(hex);
    assertThat(parse(DataType.TIMETZ, hex)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000000141dd7600000000000",
        "ffffffffffffffff00000000",
        "00000000000000007fffffff",
        "0000000000000000"
      })
  void whatIsNoTimeWithAnOffsetIsRefused(String hex) {
    assertThatThrownBy(() -> parse(DataType.TIMETZ, hex)).isInstanceOf(DatastoreException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0000000000000000",
    "0.00,0000000000000002",
    "1,00010000000000000001",
    "-1.5,000200004000000100011388",
    "10000,00010001000000000001",
    "12345.678,0003000100000003000109291a7c",
    "0.0001,0001ffff000000040001",
    "100000000,00010002000000000001"
  })
  void writesAndReadsNumerics(String value, String bytes) {
    // numeric_send leaves trailing zero digits out; they read the same.
    assertThat(parse(NUMERIC, bytes)).isEqualTo(new BigDecimal(value));
    assertThat(parse(NUMERIC, hex(NUMERIC, new BigDecimal(value))))
        .isEqualTo(new BigDecimal(value));
  }

  @Test
  void writesNumbers() {
    assertThat(hex(DataType.SMALLINT, -2L)).isEqualTo("fffe");
    assertThat(hex(DataType.INTEGER, 258L)).isEqualTo("00000102");
    assertThat(hex(DataType.BIGINT, -1L)).isEqualTo("ffffffffffffffff");
    assertThat(hex(DataType.REAL, 1.0)).isEqualTo("3f800000");
    assertThat(hex(DataType.DOUBLE, 1.0)).isEqualTo("3ff0000000000000");
    assertThat(hex(DataType.BOOLEAN, true)).isEqualTo("01");
  }

  @Test
  void countsDatesFromTheYear2000() {
    assertThat(hex(DataType.DATE, 10_957L)).isEqualTo("00000000");
    assertThat(hex(DataType.DATE, (long) Integer.MAX_VALUE)).isEqualTo("7fffffff");
    assertThat(hex(DataType.TIMESTAMP, 946_684_800_000_001L)).isEqualTo("0000000000000001");
    assertThat(parse(DataType.DATE, "ffffffff")).isEqualTo(LocalDate.of(1999, 12, 31));
    assertThat(parse(DataType.DATE, "80000000")).isEqualTo("-infinity");
    assertThat(parse(DataType.TIMESTAMP, "ffffffffffffffff"))
        .isEqualTo(LocalDateTime.parse("1999-12-31T23:59:59.999999"));
  }

  @Test
  void readsUuids() {
    assertThat(parse(DataType.UUID, "a0eebc999c0b4ef8bb6d6bb9bd380a11"))
        .isEqualTo("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    assertThat(hex(DataType.UUID, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"))
        .isEqualTo("a0eebc999c0b4ef8bb6d6bb9bd380a11");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0000000000"})
  void refusesAWrongSize(String bytes) {
    assertThatThrownBy(() -> parse(DataType.INTEGER, bytes))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BINARY_REPRESENTATION));
  }

  @ParameterizedTest
  @CsvSource({
    "00:00:00,0000000000000000,00000000,00000000",
    "1 year 2 months 3 days 04:05:06.007,000000036c8bdbd8,00000003,0000000e",
    "-1 years -2 months -3 days -04:05:06.007,fffffffc93742428,fffffffd,fffffff2",
    "1 month -1 days,0000000000000000,ffffffff,00000001",
    "100:00:00.000001,00000053d1ac1001,00000000,00000000",
    "-00:00:00.5,fffffffffff85ee0,00000000,00000000",
    "1 day,0000000000000000,00000001,00000000"
  })
  void writesIntervalsAsMicrosecondsDaysAndMonths(
      String printed, String micros, String days, String months) {
    assertThat(hex(DataType.INTERVAL, printed)).isEqualTo(micros + days + months);
  }

  @Test
  void readsIntervals() {
    assertThat(parse(DataType.INTERVAL, "ffffffffffffffff" + "00000003" + "fffffff2"))
        .isEqualTo("-14 months 3 days -1 microseconds");
    assertThatThrownBy(() -> parse(DataType.INTERVAL, "00"))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BINARY_REPRESENTATION));
  }

  @Test
  void refusesAParameterOfUnknownType() {
    assertThatThrownBy(() -> parse(DataType.UNKNOWN, "00"))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FEATURE_NOT_SUPPORTED));
  }
}
