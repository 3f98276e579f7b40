// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopySpoolTest {
  private static final int CUTS = 200;

  private static CopyOptions options(String text) {
    return ((CopyFromStdin) SqlParser.parse("COPY t FROM STDIN " + text)).options();
  }

  /** Spools the data cut at random places, and checks that the cuts do not matter. */
  private static String spooled(String data, Function<OutputStream, CopySpool> spool)
      throws IOException {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    String whole = spooled(bytes, bytes.length + 1, new Random(1), spool);
    for (int seed = 0; seed < CUTS; seed++) {
      assertThat(spooled(bytes, 4, new Random(seed), spool)).as("seed %d", seed).isEqualTo(whole);
    }
    return whole;
  }

  private static String spooled(
      byte[] bytes, int longest, Random random, Function<OutputStream, CopySpool> spool)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CopySpool open = spool.apply(out);
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(longest));
      open.write(bytes, at, length);
      at += length;
    }
    open.close();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String text(String data, String options) throws IOException {
    return spooled(data, out -> new TextSpool(options(options), new QuotedRows(List.of(), out)));
  }

  private static String csv(String data) throws IOException {
    return spooled(data, CsvSpool::new);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a\\tb # \"a\tb\"",
        "\\N # ``",
        "\\\\N # \"\\N\"",
        "a\"b # \"a\"\"b\"",
        "\\x41\\x4\\xg\\101\\8 # \"A\u0004xgA8\"",
        "\\b\\f\\v\\r\\q # \"\b\f\u000b\rq\"",
        "ä€😀 # \"ä€😀\"",
      })
  void decodesAFieldAsPostgresDoes(String field, String expected) throws IOException {
    assertThat(text(field + "\n", "")).isEqualTo(expected + "\n");
  }

  @Test
  void partsFieldsAndLines() throws IOException {
    assertThat(text("1\t\t\\N\r\n2\\\nb\tc\td", ""))
        .isEqualTo("\"1\",\"\",\n\"2\nb\",\"c\",\"d\"\n");
  }

  @Test
  void endsTextAtTheEndMark() throws IOException {
    assertThat(text("1\n\\.\n2\n", "")).isEqualTo("\"1\"\n");
    assertThat(text("", "")).isEmpty();
  }

  @Test
  void takesOtherDelimitersNullTextsAndHeaders() throws IOException {
    assertThat(text("skipped\nhead|er\n1|na\n", "(DELIMITER '|', NULL 'na', HEADER, SKIP 1)"))
        .isEqualTo("\"1\",\n");
  }

  @Test
  void passesCsvOnUpToTheEndMark() throws IOException {
    assertThat(csv("a,b\n\"x\n\\.y\",2\n")).isEqualTo("a,b\n\"x\n\\.y\",2\n");
    assertThat(csv("a\n\\.\nb\n")).isEqualTo("a\n");
    assertThat(csv("a\n\\.\r\nb\n")).isEqualTo("a\n");
    assertThat(csv("\\.")).isEmpty();
    assertThat(csv("\\\\.\n\\a\n\\")).isEqualTo("\\\\.\n\\a\n\\");
    assertThat(csv("a\\.\nb")).isEqualTo("a\\.\nb");
  }

  @Test
  void keepsFieldsAndLinesThatAreLongerThanAnyBuffer() throws IOException {
    String longField = "x".repeat(200_000);
    String manyLines = "1\ta\\tb\n".repeat(50_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CopySpool spool = new TextSpool(options(""), new QuotedRows(List.of(), out));
    byte[] data = (longField + "\t\\N\n" + manyLines).getBytes(StandardCharsets.UTF_8);
    spool.write(data, 0, data.length);
    spool.close();
    spool.close();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("\"" + longField + "\",\n" + "\"1\",\"a\tb\"\n".repeat(50_000));
  }

  @Test
  void writesWhatCameBeforeTheEndMarkWhenItIsClosed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CopySpool spool = new TextSpool(options(""), new QuotedRows(List.of(), out));
    byte[] data = "1\n\\.\nnever".getBytes(StandardCharsets.UTF_8);
    spool.write(data, 0, data.length);
    spool.close();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\"1\"\n");
  }
}
