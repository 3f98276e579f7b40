// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldFormTest {
  private static final DataType INTEGERS = DataType.array(DataType.INTEGER, "INTEGER[]");
  private static final DataType BLOBS = DataType.array(DataType.BYTES, "BLOB[]");

  private static String rewritten(DataType type, String text) {
    FieldForm form = FieldForm.of(type);
    return form.reads(Bytes.of(text)) ? text : form.rewritten(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{1,NULL,-3} ~ [\"1\", NULL, \"-3\"]",
        "{} ~ []",
        "{{1,2},{3,4}} ~ [[\"1\", \"2\"], [\"3\", \"4\"]]",
        "{\"a\\\"b\",c\\\\d,\"NULL\"} ~ [\"a\\\"b\", \"c\\\\d\", \"NULL\"]",
        "[1, 2] ~ [1, 2]"
      })
  void writesArraysAsLists(String text, String expected) {
    assertThat(rewritten(INTEGERS, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{1,2", "1,2", "{1,,2}", "", "{1}x"})
  void refusesWhatIsNoArray(String text) {
    assertThatThrownBy(() -> rewritten(INTEGERS, text))
        .isInstanceOf(DatastoreException.class)
        .hasMessage("malformed array literal: \"%s\"", text);
  }

  @Test
  void writesBytesOneByOne() {
    assertThat(rewritten(DataType.BYTES, "\\x00ff4142")).isEqualTo("\\x00\\xFFAB");
    assertThat(rewritten(DataType.BYTES, "a\\\\b\\001")).isEqualTo("a\\x5Cb\\x01");
    assertThat(rewritten(DataType.BYTES, "\\x")).isEmpty();
    assertThat(rewritten(BLOBS, "{\"\\\\x0041\"}")).isEqualTo("[\"\\\\x00A\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "0044-03-15 BC, -0043-03-15",
    "0001-01-01 01:02:03+00 BC, -0000-01-01 01:02:03+00",
    "2020-01-01, 2020-01-01",
    "nonsense bc, nonsense bc"
  })
  void countsYearsBeforeChristFromZero(String text, String expected) {
    assertThat(rewritten(DataType.TIMESTAMP, text)).isEqualTo(expected);
  }

  private static String csv(String data, String options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<FieldForm> forms = List.of(FieldForm.SAME, FieldForm.of(INTEGERS));
    CsvFieldSpool spool =
        new CsvFieldSpool(
            ((CopyFromStdin) SqlParser.parse("COPY t FROM STDIN (FORMAT csv" + options + ")"))
                .options(),
            new QuotedRows(forms, out));
    for (byte value : data.getBytes(StandardCharsets.UTF_8)) {
      spool.write(new byte[] {value}, 0, 1);
    }
    spool.checkEnd();
    spool.close();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void readsCsvFieldByField() throws IOException {
    assertThat(csv("1,\"{1,2}\"\r\n,\n\"\",{}", ""))
        .isEqualTo("\"1\",\"[\"\"1\"\", \"\"2\"\"]\"\n,\n\"\",\"[]\"\n");
    assertThat(csv("\"a\"\"b\nc\",{1}\n\\.\nx,y\n", ""))
        .isEqualTo("\"a\"\"b\nc\",\"[\"\"1\"\"]\"\n");
    assertThat(
            csv(
                "skipped,\"\na;b\n'x\\'y';na\n",
                ", HEADER, SKIP 1, DELIMITER ';', QUOTE ''''," + " ESCAPE '\\', NULL 'na'"))
        .isEqualTo("\"x'y\",\n");
  }

  @Test
  void saysWhereAnArrayIsMalformedAndThatQuotesDoNotEnd() {
    assertThatThrownBy(() -> csv("1,{}\n2,{\n", ""))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> assertThat(e.detail()).contains("It stands in line 2, column 2."));
    assertThatThrownBy(() -> csv("1,\"{}\n", "")).hasMessage("unterminated CSV quoted field");
  }
}
