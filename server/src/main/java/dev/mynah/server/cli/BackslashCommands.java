// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.session.TransactionState;
import dev.mynah.server.cli.client.SqlClient;
import dev.mynah.server.cli.csv.CsvFile;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands that begin with a backslash: they are the client's own, not SQL. */
final class BackslashCommands {
  private static final String HELP =
      """
      \\load FILE.csv [TABLE]  make a table from a CSV file of this machine: names from its
                              first line, types from its first 10,000 rows
      \\x                      one column under the other, or one row under the other again
      \\timing                 show how long each statement takes, or no longer
      \\?                      this help
      \\q                      end
      Any other line is SQL, up to a semicolon.
      """;

  /** A name may be quoted to hold blanks. */
  private static final Pattern WORD =
      Pattern.compile("'((?:[^']|'')*)'|\"((?:[^\"]|\"\")*)\"|(\\S+)");

  private final SqlClient client;
  private final Terminal terminal;
  private final ResultPrinter results;
  private boolean timing;

  BackslashCommands(SqlClient client, Terminal terminal, ResultPrinter results) {
    this.client = client;
    this.terminal = terminal;
    this.results = results;
  }

  boolean isTiming() {
    return timing;
  }

  /**
   * Runs a command; false when it ends the session.
   *
   * @throws DatastoreException when there is no such command, or it cannot be carried out
   */
  boolean run(String command) {
    List<String> words =
        WORD.matcher(command.replaceAll(";$", "")).results().map(BackslashCommands::word).toList();
    switch (words.getFirst()) {
      case "\\q", "\\quit" -> {
        return false;
      }
      case "\\?", "\\h", "\\help" -> terminal.print(descriptions() + HELP);
      case "\\x" ->
          terminal.printLine("Expanded display is " + onOff(results.toggleExpanded()) + ".");
      case "\\timing" -> {
        timing = !timing;
        terminal.printLine("Timing is " + onOff(timing) + ".");
      }
      case "\\load" -> load(words);
      default -> describe(words.getFirst(), command);
    }
    terminal.flush();
    return true;
  }

  private static String descriptions() {
    return Arrays.stream(DescribeCommand.values())
        .map(command -> {
          boolean takesName = command.queryOf("t").isPresent();
          return "%-24s%s%n"
              .formatted(command.word() + (takesName ? " [NAME]" : ""), command.shows());
        })
        .collect(Collectors.joining());
  }

  private void describe(String word, String command) {
    DescribeCommand describe =
        DescribeCommand.of(word)
            .orElseThrow(() ->
                new DatastoreException(
                        ErrorCode.SYNTAX_ERROR, "there is no command %s".formatted(word))
                    .withHint("\\? lists the commands."));
    // Quotes belong to the name: it is written as in SQL.
    String name = command.substring(word.length()).strip().replaceAll("\\s*;$", "");
    String query =
        name.isEmpty()
            ? describe.query()
            : describe
                .queryOf(name)
                .orElseThrow(() ->
                    new DatastoreException(
                        ErrorCode.SYNTAX_ERROR, "%s takes no name".formatted(word)));
    client.run(query, results);
  }

  private static String word(MatchResult match) {
    if (match.group(1) != null) {
      return match.group(1).replace("''", "'");
    }
    return match.group(2) != null ? match.group(2).replace("\"\"", "\"") : match.group();
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }

  private void load(List<String> words) {
    if (words.size() < 2 || words.size() > 3) {
      throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "\\load takes a file and a table")
          .withHint(
              "\\load customers.csv makes a table customers, \\load customers.csv t a table t.");
    }
    Path path = Path.of(words.get(1));
    CsvFile file = CsvFile.inspect(path);
    String table = Identifiers.quote(words.size() == 3 ? words.get(2) : CsvFile.tableName(path));
    boolean ownBlock = client.transactionState() == TransactionState.IDLE;
    if (ownBlock) {
      runQuietly("BEGIN");
    }
    boolean stored = false;
    try {
      runQuietly(file.createTable(table));
      String tag = copy(file, table);
      stored = true;
      terminal.printLine(tag);
      terminal.printLine("Table %s has the columns %s.".formatted(table, columns(file)));
    } finally {
      if (ownBlock) {
        runQuietly(stored ? "COMMIT" : "ROLLBACK");
      }
    }
  }

  private void runQuietly(String statement) {
    client.run(statement, result -> {});
  }

  private String copy(CsvFile file, String table) {
    try (InputStream rows = file.open()) {
      return client.copy(file.copy(table), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String columns(CsvFile file) {
    return file.columns().stream()
        .map(column -> Identifiers.quote(column.name()) + " " + column.type())
        .collect(Collectors.joining(", "));
  }
}
