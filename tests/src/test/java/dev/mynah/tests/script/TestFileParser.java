// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.script;

import com.google.errorprone.annotations.FormatMethod;
import dev.mynah.tests.script.Action.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .test} files: records parted by empty lines, each a few directives, a statement and
 * what is expected. Lines before a record's directives that begin with {@code #} are comments.
 */
public final class TestFileParser {
  private static final String EXPECTED = "----";
  private static final String NOTICE = "notice";
  private static final Set<String> ENGINES = Set.of("spark", "duckdb");

  /** The engine behind the datastore that is tested. */
  private static final String ENGINE = "duckdb";

  private static final Pattern COPY = Pattern.compile("copy (.+?) from (\\S+)(?: (.+))?");
  private static final Pattern AWAIT = Pattern.compile("await (\\d{1,4})s");
  private static final Pattern ERROR = Pattern.compile("statement error(?: ([0-9A-Z]{5}))?");
  private static final Pattern QUERY = Pattern.compile("query ([A-Z]+)( rowsort)?");

  private final String name;
  private final List<String> lines;
  private final List<String> dataSets = new ArrayList<>();
  private final List<TestRecord> records = new ArrayList<>();
  private boolean needsSimpleProtocol;
  private int next;

  private TestFileParser(String name, String text) {
    this.name = name;
    this.lines = text.lines().toList();
  }

  /**
   * Reads a file.
   *
   * @throws TestFileException if it is not in the format, with file and line
   */
  public static TestFile parse(String name, String text) {
    TestFileParser parser = new TestFileParser(name, text);
    parser.readRecords();
    return new TestFile(name, parser.dataSets, parser.needsSimpleProtocol, parser.records);
  }

  private void readRecords() {
    while (next < lines.size()) {
      String line = lines.get(next);
      if (line.isBlank() || line.startsWith("#")) {
        next++;
      } else if (line.startsWith("require ")) {
        readRequirement(line);
      } else {
        readRecord();
      }
    }
    if (records.isEmpty()) {
      next = Math.max(0, lines.size() - 1);
      throw error("the file has no records");
    }
  }

  private void readRequirement(String line) {
    if (!records.isEmpty()) {
      throw error("require must stand before the first record");
    }
    String[] words = line.split(" ", -1);
    if (line.equals("require simple")) {
      needsSimpleProtocol = true;
    } else if (words.length == 3 && words[1].equals("data") && !words[2].isBlank()) {
      dataSets.add(words[2]);
    } else {
      throw error("expected \"require data <set>\" or \"require simple\" but found \"%s\"", line);
    }
    next++;
  }

  private void readRecord() {
    int begin = next;
    String connection = TestRecord.FIRST_CONNECTION;
    String user = "mynah";
    Optional<Duration> await = Optional.empty();
    boolean meant = true;
    while (true) {
      String line = directive();
      Matcher time = AWAIT.matcher(line);
      if (line.startsWith("connection ")) {
        connection = word(line);
      } else if (line.startsWith("user ")) {
        user = word(line);
      } else if (time.matches()) {
        await = Optional.of(Duration.ofSeconds(Long.parseLong(time.group(1))));
      } else if (line.startsWith("onlyif ")) {
        meant &= engine(line).equals(ENGINE);
      } else if (line.startsWith("skipif ")) {
        meant &= !engine(line).equals(ENGINE);
      } else {
        break;
      }
      next++;
    }
    Action action = readAction();
    if (await.isPresent() && !(action instanceof Action.Query)) {
      next = begin;
      throw error("await needs a query");
    }
    if (meant) {
      records.add(new TestRecord(begin + 1, connection, user, await, action));
    }
  }

  private String directive() {
    if (next >= lines.size() || lines.get(next).isBlank()) {
      next = Math.min(next, lines.size() - 1);
      throw error("the record ends before it says what to do");
    }
    return lines.get(next).strip();
  }

  private String word(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 2 || words[1].isBlank()) {
      throw error("expected one word after \"%s\"", words[0]);
    }
    return words[1];
  }

  private String engine(String line) {
    String engine = word(line);
    if (!ENGINES.contains(engine)) {
      throw error("unknown engine \"%s\"", engine);
    }
    return engine;
  }

  private Action readAction() {
    String line = directive();
    Matcher query = QUERY.matcher(line);
    Matcher failure = ERROR.matcher(line);
    Matcher copy = COPY.matcher(line);
    if (line.equals("statement ok")) {
      return readStatement();
    }
    if (failure.matches()) {
      return readFailure(Optional.ofNullable(failure.group(1)));
    }
    if (query.matches()) {
      return readQuery(query.group(1), query.group(2) == null ? Order.AS_GIVEN : Order.SORTED);
    }
    Action action =
        switch (line) {
          case "restart" -> new Action.Restart();
          case "kill" -> new Action.Kill();
          default -> {
            if (!copy.matches()) {
              throw error("unknown directive \"%s\"", line);
            }
            String options = copy.group(3);
            yield new Action.Copy(copy.group(1), copy.group(2), options == null ? "" : options);
          }
        };
    next++;
    if (next < lines.size() && !lines.get(next).isBlank()) {
      throw error("expected an empty line after \"%s\"", line);
    }
    return action;
  }

  private Action readStatement() {
    String sql = readSql();
    return new Action.Succeeds(sql, readNotices());
  }

  private Action readFailure(Optional<String> sqlState) {
    String sql = readSql();
    return new Action.Fails(sql, sqlState, at(EXPECTED) ? readBlock() : List.of());
  }

  private Action readQuery(String types, Order order) {
    if (!types.matches("[IRT]+")) {
      throw error("types are I, R and T, not \"%s\"", types);
    }
    String sql = readSql();
    Optional<List<String>> notices = readNotices();
    if (!at(EXPECTED)) {
      next = Math.min(next, lines.size() - 1);
      throw error("a query needs its rows, below a line \"----\"");
    }
    List<String> rows = readBlock();
    int first = next - rows.size();
    for (int row = 0; row < rows.size(); row++) {
      int cells = rows.get(row).split("\t", -1).length;
      if (cells != types.length()) {
        next = first + row;
        throw error("the row has %d cells, but the query has %d types", cells, types.length());
      }
    }
    return new Action.Query(sql, types, order, rows, notices);
  }

  /** Reads the lines after the directive, up to what is expected. */
  private String readSql() {
    int directive = next;
    next++;
    List<String> sql = new ArrayList<>();
    while (next < lines.size() && !lines.get(next).isBlank() && !at(EXPECTED) && !at(NOTICE)) {
      sql.add(lines.get(next));
      next++;
    }
    if (sql.isEmpty()) {
      next = directive;
      throw error("the record has no statement");
    }
    return String.join("\n", sql);
  }

  private boolean at(String mark) {
    return next < lines.size() && lines.get(next).equals(mark);
  }

  /** Reads what is said beside a statement, if the record tells. */
  private Optional<List<String>> readNotices() {
    return at(NOTICE) ? Optional.of(readBlock()) : Optional.empty();
  }

  private List<String> readBlock() {
    next++;
    List<String> block = new ArrayList<>();
    while (next < lines.size() && !lines.get(next).isBlank() && !at(EXPECTED)) {
      block.add(lines.get(next));
      next++;
    }
    return block;
  }

  @FormatMethod
  private TestFileException error(String message, Object... values) {
    return new TestFileException(name, next + 1, message.formatted(values));
  }
}
