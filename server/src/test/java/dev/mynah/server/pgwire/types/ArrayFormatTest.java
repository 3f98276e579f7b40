// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.spi.data.ArrayText;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueVector;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayFormatTest {
  private static final DataType INTEGERS = DataType.array(DataType.INTEGER, "INTEGER[]");

  @Test
  void textIsReadAsPostgresqlWritesIt() {
    assertThat(ArrayText.parse("{1, NULL,\"NULL\",{x,\" y\"} }"))
        .isEqualTo(Arrays.asList("1", null, "NULL", List.of("x", " y")));
    assertThat(ArrayText.parse("[0:1]={a\\,b,\"c\\\"\\\\\"}")).isEqualTo(List.of("a,b", "c\"\\"));
    assertThat(ArrayText.parse("{}")).isEmpty();
    assertThat(ArrayText.of(Arrays.asList("a", "", "b c", "null", "q\"", null, List.of("{"))))
        .isEqualTo("{a,\"\",\"b c\",\"null\",\"q\\\"\",NULL,{\"{\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "{", "{1", "{1,}", "{,}", "{1}x", "{\"a}", "{a\"b\"}", "{\"a\":1}"})
  void whatIsNoArrayIsRefused(String text) {
    assertThatThrownBy(() -> ArrayFormat.checked(text))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEXT_REPRESENTATION);
              assertThat(e.message()).isEqualTo("malformed array literal: \"" + text + "\"");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{1,NULL} | 00000001 00000001 00000017 00000002 00000001 00000004 00000001 ffffffff",
        "{} | 00000000 00000000 00000017",
        "{{1},{2}} | 00000002 00000000 00000017 00000002 00000001 00000001 00000001 00000004"
            + " 00000001 00000004 00000002"
      })
  void binaryIsThatOfPostgresql(String text, String hex) {
    WireBuffer out = new WireBuffer(64);
    BinaryFormat.writer(INTEGERS).write(new ValueVector(INTEGERS, List.of(text)), 0, out);
    assertThat(HexFormat.ofDelimiter("").formatHex(out.toByteArray()))
        .isEqualTo(hex.replace(" ", ""));
    assertThat(BinaryFormat.parse(INTEGERS, out.toByteArray())).isEqualTo(text);
  }

  @Test
  void listsOfDifferentLengthsHaveNoBinaryForm() {
    WireBuffer out = new WireBuffer(64);
    var ragged = new ValueVector(INTEGERS, List.of("{{1},{2,3}}"));
    assertThatThrownBy(() -> BinaryFormat.writer(INTEGERS).write(ragged, 0, out))
        .hasMessage("an array of arrays of different lengths has no binary form");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00000001",
        "7fffffff0000000000000017",
        "00000001000000000000001700000002000000010000000400000001",
        "0000000200000000000000177fffffff000000010000000000000001",
        "000000010000000000000017000000010000000100000005000000",
        "00000000000000000000001700"
      })
  void brokenBinaryIsRefused(String hex) {
    assertThatThrownBy(() -> BinaryFormat.parse(INTEGERS, HexFormat.of().parseHex(hex)))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BINARY_REPRESENTATION));
  }

  @Test
  void pointsInTimeAreShownInTheZoneOfTheSession() {
    DataType times = DataType.array(DataType.TIMESTAMPTZ, "TIMESTAMP WITH TIME ZONE[]");
    WireBuffer out = new WireBuffer(64);
    new TextFormat(ZoneId.of("Europe/Berlin"))
        .writer(times)
        .write(new ValueVector(times, List.of("{\"2024-01-01 10:00:00.000000+00\",NULL}")), 0, out);
    assertThat(new String(out.toByteArray(), UTF_8)).isEqualTo("{\"2024-01-01 11:00:00+01\",NULL}");
  }

  @Test
  void typesOfArraysHaveTheNumbersOfPostgresql() {
    assertThat(PgType.of(INTEGERS)).isEqualTo(new PgType(1007, "integer[]", -1));
    assertThat(PgType.of(PgType.dataType(1185)).oid()).isEqualTo(1185);
    assertThat(PgType.of(DataType.array(DataType.other("STRUCT(a INTEGER)"), "x")).oid())
        .isEqualTo(1009);
  }
}
