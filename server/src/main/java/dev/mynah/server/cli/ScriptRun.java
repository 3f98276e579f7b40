// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.cli.Interpreter.Outcome;
import dev.mynah.server.cli.client.SqlClient;
import java.io.BufferedReader;
import java.io.IOException;

/**
 * One pass through the lines of a script.
 *
 * @param name stands in front of errors
 * @param echo whether each line is printed before it is taken
 */
record ScriptRun(SqlClient client, Terminal terminal, String name, boolean echo) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Runs the script; false when a statement failed. */
  boolean run(BufferedReader lines) throws IOException {
    Interpreter interpreter = new Interpreter(client, terminal, name);
    String line = lines.readLine();
    if (line != null && line.startsWith(BYTE_ORDER_MARK)) {
      line = line.substring(BYTE_ORDER_MARK.length());
    }
    Outcome outcome = Outcome.GO_ON;
    while (line != null && outcome == Outcome.GO_ON) {
      if (echo) {
        terminal.printLine(line);
      }
      outcome = interpreter.take(line);
      line = lines.readLine();
    }
    if (outcome == Outcome.GO_ON) {
      outcome = interpreter.end();
    }
    return outcome != Outcome.FAILED;
  }
}
