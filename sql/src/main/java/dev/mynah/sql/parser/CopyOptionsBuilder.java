// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyOptions.Columns;
import dev.mynah.sql.tree.CopyOptions.Format;
import dev.mynah.sql.tree.CopyOptions.Header;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers COPY's options and checks them together, with PostgreSQL's messages. */
final class CopyOptionsBuilder {
  /** Which way the rows go. */
  enum Direction {
    IN,
    OUT
  }

  private static final List<String> FORMATS = List.of("text", "csv", "binary");
  private static final String NO_TEXT_DELIMITERS = "\\.abcdefghijklmnopqrstuvwxyz0123456789";

  private final TokenCursor cursor;
  private final Direction direction;
  private final Map<String, Integer> positions = new HashMap<>();
  private Format format = Format.TEXT;
  private Header header = Header.NONE;
  private @Nullable String delimiter;
  private @Nullable String nullText;
  private @Nullable String quote;
  private @Nullable String escape;
  private long skip;
  private @Nullable String encoding;
  private Columns forceNull = new Columns.Named(List.of());
  private Columns forceNotNull = new Columns.Named(List.of());
  private Columns forceQuote = new Columns.Named(List.of());

  CopyOptionsBuilder(TokenCursor cursor, Direction direction) {
    this.cursor = cursor;
    this.direction = direction;
  }

  void format(String name, int position) {
    note("FORMAT", position);
    String folded = name.toLowerCase(Locale.ROOT);
    if (!FORMATS.contains(folded)) {
      DatastoreException error =
          invalid("COPY format \"%s\" not recognized".formatted(name), "FORMAT");
      throw NearestName.of(folded, FORMATS)
          .map(nearest -> error.withHint("Did you mean %s?".formatted(nearest)))
          .orElse(
              error.withHint("Between a table and a client the formats are text, csv and binary."));
    }
    format = Format.valueOf(folded.toUpperCase(Locale.ROOT));
  }

  void header(String word, int position) {
    note("HEADER", position);
    header =
        switch (word.toLowerCase(Locale.ROOT)) {
          case "", "true", "on", "1" -> Header.PRESENT;
          case "false", "off", "0" -> Header.NONE;
          case "match" -> Header.MATCH;
          default -> throw cursor.error("header requires a Boolean value or \"match\"", position);
        };
  }

  void delimiter(String text, int position) {
    note("DELIMITER", position);
    delimiter = text;
  }

  void nullText(String text, int position) {
    note("NULL", position);
    nullText = text;
  }

  void quote(String text, int position) {
    note("QUOTE", position);
    quote = text;
  }

  void escape(String text, int position) {
    note("ESCAPE", position);
    escape = text;
  }

  void skip(long lines, int position) {
    note("SKIP", position);
    skip = lines;
  }

  void encoding(String name, int position) {
    note("ENCODING", position);
    encoding = name;
  }

  void forceNull(Columns columns, int position) {
    note("FORCE_NULL", position);
    forceNull = columns;
  }

  void forceNotNull(Columns columns, int position) {
    note("FORCE_NOT_NULL", position);
    forceNotNull = columns;
  }

  void forceQuote(Columns columns, int position) {
    note("FORCE_QUOTE", position);
    forceQuote = columns;
  }

  CopyOptions build() {
    checkMode();
    boolean csv = format == Format.CSV;
    char delimiterCharacter = single("DELIMITER", delimiter, csv ? ',' : '\t');
    char quoteCharacter = single("QUOTE", quote, '"');
    char escapeCharacter = single("ESCAPE", escape, quoteCharacter);
    String nullValue = nullText != null ? nullText : csv ? "" : "\\N";
    checkCharacters(delimiterCharacter, quoteCharacter, nullValue);
    return new CopyOptions(
        format,
        header,
        delimiterCharacter,
        nullValue,
        quoteCharacter,
        escapeCharacter,
        skip,
        Optional.ofNullable(encoding),
        forceNull,
        forceNotNull,
        forceQuote);
  }

  private void checkMode() {
    if (format == Format.BINARY) {
      for (String option : List.of("DELIMITER", "NULL", "HEADER", "SKIP")) {
        if (positions.containsKey(option)) {
          throw cursor.error(
              "cannot specify %s in BINARY mode".formatted(option), position(option));
        }
      }
    }
    if (format != Format.CSV) {
      for (String option :
          List.of("QUOTE", "ESCAPE", "FORCE_QUOTE", "FORCE_NOT_NULL", "FORCE_NULL")) {
        refuse(option, "available only in CSV mode");
      }
    }
    if (direction == Direction.IN) {
      refuse("FORCE_QUOTE", "only available using COPY TO");
      return;
    }
    for (String option : List.of("FORCE_NOT_NULL", "FORCE_NULL", "SKIP")) {
      refuse(option, "only available using COPY FROM");
    }
    if (header == Header.MATCH) {
      throw unsupported("cannot use \"match\" with HEADER in COPY TO", "HEADER");
    }
  }

  private void refuse(String option, String reason) {
    if (positions.containsKey(option)) {
      String words = option.toLowerCase(Locale.ROOT).replace('_', ' ');
      throw unsupported("COPY %s %s".formatted(words, reason), option);
    }
  }

  private char single(String option, @Nullable String text, char otherwise) {
    if (text == null) {
      return otherwise;
    }
    String words = option.toLowerCase(Locale.ROOT);
    if (text.length() != 1 || text.charAt(0) >= 0x80) {
      throw unsupported("COPY %s must be a single one-byte character".formatted(words), option);
    }
    return text.charAt(0);
  }

  private void checkCharacters(char delimiterCharacter, char quoteCharacter, String nullValue) {
    boolean csv = format == Format.CSV;
    if (Characters.isNewline(delimiterCharacter)) {
      throw invalid("COPY delimiter cannot be newline or carriage return", "DELIMITER");
    }
    if (nullValue.indexOf('\n') >= 0 || nullValue.indexOf('\r') >= 0) {
      throw invalid("COPY null representation cannot use newline or carriage return", "NULL");
    }
    if (!csv && NO_TEXT_DELIMITERS.indexOf(delimiterCharacter) >= 0) {
      throw invalid("COPY delimiter cannot be \"%s\"".formatted(delimiterCharacter), "DELIMITER");
    }
    if (csv && delimiterCharacter == quoteCharacter) {
      throw invalid("COPY delimiter and quote must be different", "DELIMITER");
    }
    if (nullValue.indexOf(delimiterCharacter) >= 0) {
      throw invalid("COPY delimiter must not appear in the NULL specification", "NULL");
    }
    if (csv && nullValue.indexOf(quoteCharacter) >= 0) {
      throw invalid("CSV quote character must not appear in the NULL specification", "NULL");
    }
  }

  private void note(String option, int position) {
    if (positions.put(option, position) != null) {
      throw cursor
          .error("conflicting or redundant options", position)
          .withDetail("%s is given twice.".formatted(option));
    }
  }

  private int position(String option) {
    return positions.getOrDefault(option, DatastoreException.NO_POSITION);
  }

  private DatastoreException invalid(String message, String option) {
    return new DatastoreException(ErrorCode.INVALID_PARAMETER_VALUE, message)
        .withPosition(position(option));
  }

  private DatastoreException unsupported(String message, String option) {
    return new DatastoreException(ErrorCode.FEATURE_NOT_SUPPORTED, message)
        .withPosition(position(option));
  }
}
