// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueVector;
import dev.mynah.spi.error.DatastoreException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are what PostgreSQL 15 prints for the same values. */
final class TextFormatTest {
  private static final DataType DECIMAL = DataType.decimal(18, 2);

  private final TextFormat utc = TextFormat.inZone("UTC");

  private Optional<String> text(DataType type, @Nullable Object value) {
    return utc.text(new ValueVector(type, Arrays.asList(value)), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0.0,-0",
    "1,1",
    "-1.5,-1.5",
    "0.1,0.1",
    "0.0001,0.0001",
    "0.00001,1e-05",
    "0.000123456,0.000123456",
    "100000,100000",
    "999999999999999,999999999999999",
    "1e15,1e+15",
    "1.5e15,1.5e+15",
    "123456789012345680,1.2345678901234568e+17",
    "1e22,1e+22",
    "1e100,1e+100",
    "1.7976931348623157e308,1.7976931348623157e+308",
    "4.9e-324,5e-324",
    "2.2250738585072014e-308,2.2250738585072014e-308",
    "12345.678,12345.678",
    "2e-323,2e-323",
    "59664569029619184,5.9664569029619184e+16",
    "0.30000000000000004,0.30000000000000004",
    "NaN,NaN",
    "Infinity,Infinity",
    "-Infinity,-Infinity",
    "123456789012.5,123456789012.5"
  })
  void printsDoubles(double value, String expected) {
    assertThat(text(DataType.DOUBLE, value)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1,0.1",
    "100000,100000",
    "999999,999999",
    "1000000,1e+06",
    "1234567,1.234567e+06",
    "16777216,1.6777216e+07",
    "3.4028235e38,3.4028235e+38",
    "1e-45,1e-45",
    "0.0001,0.0001",
    "0.00001,1e-05",
    "67489344,6.7489344e+07",
    "3.14159274,3.1415927",
    "-2.5,-2.5"
  })
  void printsReals(float value, String expected) {
    assertThat(text(DataType.REAL, (double) value)).contains(expected);
  }

  @Test
  void printsWholeNumbersAndDecimals() {
    assertThat(text(DataType.BIGINT, Long.MIN_VALUE)).contains("-9223372036854775808");
    assertThat(text(DataType.BIGINT, Long.MAX_VALUE)).contains("9223372036854775807");
    assertThat(text(DataType.INTEGER, 0L)).contains("0");
    assertThat(text(DECIMAL, new BigDecimal("1E+3"))).contains("1000");
    assertThat(text(DECIMAL, new BigDecimal("0.00"))).contains("0.00");
    assertThat(text(DECIMAL, new BigDecimal("0.0000001"))).contains("0.0000001");
  }

  @Test
  void printsTruthBytesAndNull() {
    assertThat(text(DataType.BOOLEAN, true)).contains("t");
    assertThat(text(DataType.BOOLEAN, false)).contains("f");
    assertThat(text(DataType.BYTES, new byte[] {0, (byte) 0xab})).contains("\\x00ab");
    assertThat(text(DataType.BYTES, new byte[0])).contains("\\x");
    assertThat(text(DataType.TEXT, null)).isEmpty();
    assertThat(text(DataType.TEXT, "")).contains("");
    assertThat(text(DataType.INTERVAL, "1 year 2 months 3 days 04:05:06"))
        .contains("1 year 2 mons 3 days 04:05:06");
  }

  @ParameterizedTest
  @CsvSource({
    "0,1970-01-01",
    "19782,2024-02-29",
    "-719528,0001-01-01 BC",
    "-719162,0001-01-01",
    "2932897,10000-01-01",
    "2147483647,infinity",
    "-2147483647,-infinity"
  })
  void printsDates(long days, String expected) {
    assertThat(text(DataType.DATE, days)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,00:00:00",
    "86399999999,23:59:59.999999",
    "86400000000,24:00:00",
    "100000,00:00:00.1",
    "45045050000,12:30:45.05"
  })
  void printsTimes(long micros, String expected) {
    assertThat(text(DataType.TIME, micros)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,1970-01-01 00:00:00", "-1,1969-12-31 23:59:59.999999",
    "-62135596800000001,0001-12-31 23:59:59.999999 BC", "9223372036854775807,infinity",
    "-9223372036854775807,-infinity"
  })
  void printsTimestamps(long micros, String expected) {
    assertThat(text(DataType.TIMESTAMP, micros)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,0,1970-01-01 00:00:00+00",
    "Europe/Berlin,0,1970-01-01 01:00:00+01",
    "Europe/Berlin,1720000000000000,2024-07-03 11:46:40+02",
    "Asia/Kolkata,0,1970-01-01 05:30:00+05:30",
    "America/New_York,0,1969-12-31 19:00:00-05",
    "Europe/Berlin,-5000000000000000,1811-07-23 16:00:08+00:53:28",
    "UTC,-62135596800000001,0001-12-31 23:59:59.999999+00 BC",
    "Nowhere/Else,0,1970-01-01 00:00:00+00"
  })
  void printsInstantsInTheZoneOfTheSession(String zone, long micros, String expected) {
    ValueVector vector = new ValueVector(DataType.TIMESTAMPTZ, List.of(micros));
    assertThat(TextFormat.inZone(zone).text(vector, 0)).contains(expected);
  }

  @Test
  void readsNumbers() {
    assertThat(utc.parse(DataType.INTEGER, " -42 ")).isEqualTo(-42L);
    assertThat(utc.parse(DataType.BIGINT, "+9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(utc.parse(DECIMAL, "1.50")).isEqualTo(new BigDecimal("1.50"));
    assertThat(utc.parse(DECIMAL, "1e3")).isEqualTo(new BigDecimal("1000"));
    assertThat(utc.parse(DataType.DOUBLE, "-Infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(utc.parse(DataType.DOUBLE, "1e-3")).isEqualTo(0.001);
    assertThat(utc.parse(DataType.REAL, "0.1")).isEqualTo((double) 0.1f);
  }

  @Test
  void readsTruthAndBytesAndUuids() {
    assertThat(utc.parse(DataType.BOOLEAN, "TRUE")).isEqualTo(true);
    assertThat(utc.parse(DataType.BOOLEAN, "of")).isEqualTo(false);
    assertThat(utc.parse(DataType.BYTES, "\\x00FF")).isEqualTo(new byte[] {0, (byte) 0xff});
    assertThat(utc.parse(DataType.BYTES, "a\\\\\\001")).isEqualTo(new byte[] {'a', '\\', 1});
    assertThat(utc.parse(DataType.UUID, "{A0EEBC999C0B4EF8BB6D6BB9BD380A11}"))
        .isEqualTo("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
  }

  @Test
  void readsDatesAndTimes() {
    assertThat(utc.parse(DataType.DATE, "2024-02-29")).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(utc.parse(DataType.DATE, "2024-02-29 +01")).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(utc.parse(DataType.DATE, "0044-03-15 BC")).isEqualTo(LocalDate.of(-43, 3, 15));
    assertThat(utc.parse(DataType.DATE, "infinity")).isEqualTo("infinity");
    assertThat(utc.parse(DataType.TIME, "12:30:45.5")).isEqualTo(LocalTime.parse("12:30:45.5"));
    assertThat(utc.parse(DataType.TIME, "24:00:00")).isEqualTo("24:00:00");
    assertThat(utc.parse(DataType.TIMESTAMP, "2024-02-29 12:30:00.123456+02"))
        .isEqualTo(LocalDateTime.parse("2024-02-29T12:30:00.123456"));
    assertThat(utc.parse(DataType.TIMESTAMP, "2024-12-31 23:59:60"))
        .isEqualTo(LocalDateTime.parse("2025-01-01T00:00"));
    assertThat(utc.parse(DataType.TIMESTAMPTZ, "2024-02-29T12:30:00Z"))
        .isEqualTo(OffsetDateTime.parse("2024-02-29T12:30:00Z"));
    assertThat(TextFormat.inZone("Europe/Berlin").parse(DataType.TIMESTAMPTZ, "2024-07-01 12:00"))
        .isEqualTo(OffsetDateTime.parse("2024-07-01T12:00:00+02:00"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTEGER|x|22P02|invalid input syntax for type integer: \"x\"",
        "INTEGER|''|22P02|invalid input syntax for type integer: \"\"",
        "INTEGER|1.5|22P02|invalid input syntax for type integer: \"1.5\"",
        "INTEGER|2147483648|22003|value \"2147483648\" is out of range for type integer",
        "SMALLINT|-32769|22003|value \"-32769\" is out of range for type smallint",
        "BIGINT|9223372036854775808|22003|value \"9223372036854775808\" is out of range for type bigint",
        "DOUBLE|0x10|22P02|invalid input syntax for type double precision: \"0x10\"",
        "DOUBLE|1e400|22003|\"1e400\" is out of range for type double precision",
        "DOUBLE|1e-400|22003|\"1e-400\" is out of range for type double precision",
        "REAL|1e39|22003|\"1e39\" is out of range for type real",
        "DECIMAL|1.2.3|22P02|invalid input syntax for type numeric: \"1.2.3\"",
        "DECIMAL|1e999999999|22003|value overflows numeric format",
        "BOOLEAN|maybe|22P02|invalid input syntax for type boolean: \"maybe\"",
        "BOOLEAN|o|22P02|invalid input syntax for type boolean: \"o\"",
        "BYTES|\\xz0|22023|invalid hexadecimal digit: \"z\"",
        "BYTES|\\x0|22023|invalid hexadecimal data: odd number of digits",
        "BYTES|\\9|22P02|invalid input syntax for type bytea",
        "UUID|a0eebc99|22P02|invalid input syntax for type uuid: \"a0eebc99\"",
        "DATE|yesterday-ish|22007|invalid input syntax for type date: \"yesterday-ish\"",
        "DATE|2024-02-30|22008|date/time field value out of range: \"2024-02-30\"",
        "DATE|0000-01-01|22008|date/time field value out of range: \"0000-01-01\"",
        "TIMESTAMP|2024-02-01 25:00|22008|date/time field value out of range: \"2024-02-01 25:00\"",
        "TIMESTAMP|x|22007|invalid input syntax for type timestamp: \"x\"",
        "TIME|24:00:01|22008|date/time field value out of range: \"24:00:01\"",
        "TIMESTAMPTZ|x|22007|invalid input syntax for type timestamp with time zone: \"x\""
      })
  void refusesWhatIsNoValueOfTheType(String kind, String text, String code, String message) {
    DataType type = new DataType(DataType.Kind.valueOf(kind), 0, 0, kind);
    assertThatThrownBy(() -> utc.parse(type, text))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> {
              assertThat(e.code().sqlState()).isEqualTo(code);
              assertThat(e.message()).isEqualTo(message);
            });
  }
}
