// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyOptions.Header;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the spooled file of a COPY is written, and the statement by which the engine reads it. */
public record CsvDialect(
    char delimiter,
    char quote,
    char escape,
    String nullText,
    boolean header,
    long skip,
    long longestLine) {
  /** What the engine takes unless it is told more. */
  private static final long USUAL_LINE = 2_000_000;

  /** What {@link QuotedRows} writes. */
  static final CsvDialect OF_ROWS = new CsvDialect(',', '"', '"', "", false, 0, 0);

  static CsvDialect of(CopyOptions options) {
    return new CsvDialect(
        options.delimiter(),
        options.quote(),
        options.escape(),
        options.nullText(),
        options.header() != Header.NONE,
        options.skip(),
        0);
  }

  /** Returns this for a file whose longest line has so many bytes. */
  CsvDialect withLongestLine(long bytes) {
    return new CsvDialect(delimiter, quote, escape, nullText, header, skip, bytes);
  }

  private String lineSize() {
    // The engine wants its buffer larger than any line, and its default is many times larger.
    return longestLine <= USUAL_LINE
        ? ""
        : ", MAX_LINE_SIZE %d, BUFFER_SIZE %d".formatted(longestLine + 1, 2 * longestLine + 2);
  }

  /** Returns the statement that loads a file into the table of the COPY. */
  public String statement(CopyFromStdin copy, Path file) {
    String table =
        copy.table()
            .schema()
            .map(schema -> Identifiers.quote(schema, copy.table().name()))
            .orElseGet(() -> Identifiers.quote(copy.table().name()));
    String columns =
        copy.columns().isEmpty()
            ? ""
            : copy.columns().stream()
                .map(Identifiers::quote)
                .collect(Collectors.joining(", ", " (", ")"));
    return String.format(
        Locale.ROOT,
        "COPY %s%s FROM %s (FORMAT csv, AUTO_DETECT false, HEADER %s, DELIMITER %s, QUOTE %s,"
            + " ESCAPE %s, NULLSTR %s, SKIP %d, ALLOW_QUOTED_NULLS false, STRICT_MODE true%s)",
        table,
        columns,
        Identifiers.literal(file.toString()),
        header,
        Identifiers.literal(Character.toString(delimiter)),
        Identifiers.literal(Character.toString(quote)),
        Identifiers.literal(Character.toString(escape)),
        Identifiers.literal(nullText),
        skip,
        lineSize());
  }
}
