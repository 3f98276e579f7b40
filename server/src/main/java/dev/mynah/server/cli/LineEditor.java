// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.cli.Interpreter.Outcome;
import dev.mynah.server.cli.client.SqlClient;
import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/** Reads lines with editing and history from a terminal and runs them. */
final class LineEditor {
  private static final int HISTORY_LINES = 10_000;

  private final SqlClient client;
  private final Terminal terminal;
  private final Interpreter interpreter;

  LineEditor(SqlClient client, Terminal terminal) {
    this.client = client;
    this.terminal = terminal;
    this.interpreter = new Interpreter(client, terminal, "");
  }

  void run() throws IOException {
    terminal.printLine("Mynah. Type SQL up to a semicolon, \\? for help, \\q to end.");
    terminal.flush();
    try (org.jline.terminal.Terminal keyboard = TerminalBuilder.builder().system(true).build()) {
      keyboard.handle(Signal.INT, signal -> client.cancel());
      LineReader reader = reader(keyboard);
      Outcome outcome = Outcome.GO_ON;
      while (outcome != Outcome.QUIT) {
        outcome = next(reader);
      }
    }
  }

  private LineReader reader(org.jline.terminal.Terminal keyboard) {
    return LineReaderBuilder.builder()
        .terminal(keyboard)
        .parser(NameCompleter.parser())
        .completer(new NameCompleter(new KnownNames(client)))
        .variable(
            LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home"), ".mynah_history"))
        .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
        .build();
  }

  private Outcome next(LineReader reader) {
    try {
      return interpreter.take(reader.readLine(prompt()));
    } catch (UserInterruptException e) {
      interpreter.reset();
      return Outcome.GO_ON;
    } catch (EndOfFileException e) {
      return Outcome.QUIT;
    }
  }

  /** As psql's: a star in a transaction, an exclamation mark in one that failed. */
  private String prompt() {
    String state =
        switch (client.transactionState()) {
          case IDLE -> "";
          case IN_BLOCK -> "*";
          case FAILED -> "!";
        };
    return "mynah" + (interpreter.isPending() ? "-" : "=") + state + "> ";
  }
}
