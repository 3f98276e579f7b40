// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.csv;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A CSV file and the table that fits it, by its first 10,000 records. An empty field without quotes
 * is NULL.
 *
 * @param header whether the first record names the columns
 */
public record CsvFile(Path path, char delimiter, boolean header, List<Column> columns) {
  private static final int RECORDS_TO_LOOK_AT = 10_000;
  private static final int RECORDS_FOR_DELIMITER = 100;
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  /** Some programs begin a UTF-8 file with it; it is not part of the first name. */
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  public CsvFile {
    columns = List.copyOf(columns);
  }

  /** A column of the table. */
  public record Column(String name, String type) {}

  /**
   * Looks at a file.
   *
   * @throws DatastoreException when it cannot be read or holds nothing
   */
  public static CsvFile inspect(Path path) {
    try {
      char delimiter = delimiterOf(path);
      List<List<CsvRecords.Field>> records = records(path, delimiter, RECORDS_TO_LOOK_AT + 1);
      if (records.isEmpty()) {
        throw new DatastoreException(
            ErrorCode.BAD_COPY_FILE_FORMAT, "file \"%s\" is empty".formatted(path));
      }
      return new ColumnInference(records).describe(path, delimiter);
    } catch (NoSuchFileException e) {
      throw new DatastoreException(
              ErrorCode.UNDEFINED_FILE, "file \"%s\" does not exist".formatted(path))
          .withCause(e);
    } catch (CharacterCodingException e) {
      throw new DatastoreException(
              ErrorCode.CHARACTER_NOT_IN_REPERTOIRE, "file \"%s\" is not UTF-8".formatted(path))
          .withHint("Convert it, for example with iconv -f LATIN1 -t UTF-8.")
          .withCause(e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static DatastoreException unreadable(Path path, IOException cause) {
    return new DatastoreException(
            ErrorCode.IO_ERROR, "file \"%s\" could not be read".formatted(path))
        .withDetail(cause.getMessage() + ".")
        .withCause(cause);
  }

  /** Returns the delimiter that parts most records into the same number of fields. */
  private static char delimiterOf(Path path) throws IOException {
    char best = DELIMITERS[0];
    long bestFit = 0;
    for (char delimiter : DELIMITERS) {
      List<List<CsvRecords.Field>> records = records(path, delimiter, RECORDS_FOR_DELIMITER);
      int fields = records.isEmpty() ? 1 : records.getFirst().size();
      long same = records.stream().filter(record -> record.size() == fields).count();
      if (fields > 1 && same > bestFit) {
        best = delimiter;
        bestFit = same;
      }
    }
    return best;
  }

  private static List<List<CsvRecords.Field>> records(Path path, char delimiter, int limit)
      throws IOException {
    List<List<CsvRecords.Field>> records = new ArrayList<>();
    try (InputStream bytes = withoutMark(path);
        Reader reader =
            new BufferedReader(
                new InputStreamReader(
                    bytes,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      CsvRecords source = new CsvRecords(reader, delimiter);
      Optional<List<CsvRecords.Field>> next = source.next();
      while (next.isPresent() && records.size() < limit) {
        records.add(next.get());
        next = source.next();
      }
    }
    return records;
  }

  private static InputStream withoutMark(Path path) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path));
    in.mark(BYTE_ORDER_MARK.length);
    byte[] first = in.readNBytes(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(first, BYTE_ORDER_MARK)) {
      in.reset();
    }
    return in;
  }

  /** Opens the file's bytes, without the mark some programs put first. */
  public InputStream open() {
    try {
      return withoutMark(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Returns a table name made of the file's: {@code Telco-Churn.csv} gives telco_churn. */
  public static String tableName(Path path) {
    String file = String.valueOf(path.getFileName());
    int dot = file.indexOf('.');
    String name =
        (dot > 0 ? file.substring(0, dot) : file)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}_]+", "_");
    return Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** Returns the statement that makes a table for the file. */
  public String createTable(String quotedTable) {
    return columns.stream()
        .map(column -> Identifiers.quote(column.name()) + " " + column.type())
        .collect(Collectors.joining(", ", "CREATE TABLE " + quotedTable + " (", ")"));
  }

  /** Returns the statement that stores the rows of the file. */
  public String copy(String quotedTable) {
    return "COPY %s FROM STDIN (FORMAT csv, HEADER %s, DELIMITER '%s')"
        .formatted(quotedTable, header, delimiter);
  }
}
