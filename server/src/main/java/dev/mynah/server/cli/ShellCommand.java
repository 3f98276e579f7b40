// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.cli.Interpreter.Outcome;
import dev.mynah.server.cli.client.SqlClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mynah shell}: statements typed by hand. */
@Command(
    name = "shell",
    description = {
      "Type SQL and see the results. \\? lists the commands, \\q ends.",
      "Without --data, --host or --port the datastore is in memory and ends with the shell."
    },
    footer = {
      "",
      "Statements that make models wait until they are ready (SET wait = on); Ctrl-C stops the",
      "statement under way. Lines are remembered in ~/.mynah_history."
    })
final class ShellCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Option(names = "--help", usageHelp = true, order = 10, description = "Show this help.")
  boolean help;

  ShellCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenClient open = OpenClient.of(connection.open(new NoticePrinter(terminal)))) {
      if (Terminal.isInteractive()) {
        new LineEditor(open.client(), terminal).run();
      } else {
        runLines(open.client());
      }
    }
    return 0;
  }

  /** Lines from a file or a pipe: like a script, but going on after an error. */
  private void runLines(SqlClient client) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    Interpreter interpreter = new Interpreter(client, terminal, "");
    Outcome outcome = Outcome.GO_ON;
    String line = lines.readLine();
    while (line != null && outcome != Outcome.QUIT) {
      outcome = interpreter.take(line);
      line = lines.readLine();
    }
    if (outcome != Outcome.QUIT) {
      interpreter.end();
    }
  }
}
