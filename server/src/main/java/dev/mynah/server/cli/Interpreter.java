// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.cli.client.SqlClient;
import dev.mynah.server.cli.client.StatementException;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.parser.SourceStatement;
import dev.mynah.sql.parser.StatementSplitter;
import java.util.Locale;

/** Takes lines of SQL and of backslash commands, and runs each statement when it is complete. */
final class Interpreter {
  private static final double NANOS_PER_MILLI = 1e6;

  private final SqlClient client;
  private final Terminal terminal;
  private final String file;
  private final ResultPrinter results;
  private final BackslashCommands commands;
  private final StringBuilder pending = new StringBuilder();
  private int line;
  private int firstLine = 1;

  /** What came of a line. */
  enum Outcome {
    GO_ON,
    FAILED,
    QUIT
  }

  /**
   * Makes an interpreter.
   *
   * @param file named in front of errors with the line; empty to name nothing
   */
  Interpreter(SqlClient client, Terminal terminal, String file) {
    this.client = client;
    this.terminal = terminal;
    this.file = file;
    this.results = new ResultPrinter(terminal);
    this.commands = new BackslashCommands(client, terminal, results);
  }

  /** Takes a line without its end. */
  Outcome take(String text) {
    line++;
    if (!isPending() && text.stripLeading().startsWith("\\")) {
      reset();
      return run(text.strip());
    }
    pending.append(text).append('\n');
    return text.indexOf(';') >= 0 && StatementSplitter.isComplete(pending.toString())
        ? runPending()
        : Outcome.GO_ON;
  }

  /** Runs what is left when there are no more lines, with or without a semicolon. */
  Outcome end() {
    return runPending();
  }

  /** Forgets the lines of a statement that is not complete. */
  void reset() {
    pending.setLength(0);
    firstLine = line + 1;
  }

  /** Tells whether a statement has begun that is not complete. */
  boolean isPending() {
    return !pending.isEmpty() && !StatementSplitter.split(pending.toString()).isEmpty();
  }

  private Outcome run(String command) {
    try {
      return commands.run(command) ? Outcome.GO_ON : Outcome.QUIT;
    } catch (StatementException e) {
      terminal.sayLine(ErrorReport.of(e, "", prefix(line)));
    } catch (DatastoreException e) {
      terminal.sayLine(ErrorReport.of(e, prefix(line)));
    }
    return Outcome.FAILED;
  }

  private Outcome runPending() {
    String text = pending.toString();
    int textLine = firstLine;
    reset();
    for (SourceStatement statement : StatementSplitter.split(text)) {
      int begin = text.offsetByCodePoints(0, statement.offset());
      int statementLine = textLine + lines(text.substring(0, begin));
      if (!run(statement.text(), statementLine)) {
        return Outcome.FAILED;
      }
    }
    return Outcome.GO_ON;
  }

  private static int lines(String text) {
    return (int) text.chars().filter(character -> character == '\n').count();
  }

  private boolean run(String statement, int statementLine) {
    long begin = System.nanoTime();
    try {
      client.run(statement, results);
      return true;
    } catch (StatementException e) {
      String prefix = prefix(statementLine + ErrorReport.linesBefore(e, statement));
      terminal.sayLine(ErrorReport.of(e, statement, prefix));
      return false;
    } finally {
      if (commands.isTiming()) {
        terminal.printLine(
            String.format(
                Locale.ROOT, "Time: %.3f ms", (System.nanoTime() - begin) / NANOS_PER_MILLI));
      }
      terminal.flush();
    }
  }

  private String prefix(int number) {
    return file.isEmpty() ? "" : file + ":" + number + ": ";
  }
}
