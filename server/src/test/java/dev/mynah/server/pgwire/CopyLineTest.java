// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.tree.CopyStatement.CopyToStdout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyLineTest {
  private static String line(String options, @Nullable String... cells) {
    CopyToStdout copy = (CopyToStdout) SqlParser.parse("COPY t TO STDOUT " + options);
    CopyLine line = new CopyLine(copy.options(), List.of("a", "b").subList(0, cells.length));
    WireBuffer out = new WireBuffer(16);
    for (int index = 0; index < cells.length; index++) {
      line.begin(index, out);
      String cell = cells[index];
      if (cell == null) {
        line.nullCell(out);
      } else {
        WireBuffer value = new WireBuffer(16);
        value.text(cell);
        line.cell(index, value, cells.length == 1, out);
      }
    }
    line.end(out);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  @Test
  void escapesTextAsPostgresDoes() {
    assertThat(line("", "a\tb")).isEqualTo("a\\tb\n");
    assertThat(line("", "a\nb")).isEqualTo("a\\nb\n");
    assertThat(line("", "a\\b")).isEqualTo("a\\\\b\n");
    assertThat(line("", "\\N")).isEqualTo("\\\\N\n");
    assertThat(line("", "\b\f\r\u000b")).isEqualTo("\\b\\f\\r\\v\n");
    assertThat(line("", "ä€")).isEqualTo("ä€\n");
  }

  @Test
  void tellsNullFromAnEmptyText() {
    assertThat(line("", null, "")).isEqualTo("\\N\t\n");
    assertThat(line("CSV", null, "")).isEqualTo(",\"\"\n");
    assertThat(line("(FORMAT csv, NULL 'na')", null, "na")).isEqualTo("na,\"na\"\n");
  }

  @Test
  void quotesCsvWhereItMust() {
    assertThat(line("CSV", "a,b", "c\"d")).isEqualTo("\"a,b\",\"c\"\"d\"\n");
    assertThat(line("CSV", "a\nb", "\\.")).isEqualTo("\"a\nb\",\\.\n");
    assertThat(line("CSV", "\\.")).isEqualTo("\"\\.\"\n");
    assertThat(line("(FORMAT csv, FORCE_QUOTE (b), DELIMITER ';', ESCAPE '\\')", "a,b", "c\"d"))
        .isEqualTo("a,b;\"c\\\"d\"\n");
  }

  @Test
  void escapesTheDelimiterOfText() {
    assertThat(line("(DELIMITER '|')", "a|b", "c")).isEqualTo("a\\|b|c\n");
  }
}
