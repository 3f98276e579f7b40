// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.DatastoreOptions;
import dev.mynah.server.cli.client.InProcessClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mynah demo}: the example examples/churn, in memory. */
@Command(
    name = "demo",
    description = {
      "Show a model being made and used: 5,000 generated customers, who of them will leave?",
      "Takes some seconds, in memory; nothing stays behind. The SQL is that of examples/churn."
    })
final class DemoCommand implements Callable<Integer> {
  private static final List<String> SCRIPTS =
      List.of("examples/churn/load.sql", "examples/churn/run.sql");

  private static final String NEXT =
      """
      That was examples/churn: load.sql made the customers, run.sql the model.
      Next:
        ./mynah shell                          type SQL yourself, in memory
        ./mynah run --data ./data examples/churn/load.sql examples/churn/run.sql
                                               the same again, kept in ./data
        ./mynah serve --data ./data            serve ./data to psql, pandas and others
      """;

  private final Terminal terminal;

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenClient open =
        OpenClient.of(
            InProcessClient.open(DatastoreOptions.inMemory(), new NoticePrinter(terminal)))) {
      for (String script : SCRIPTS) {
        try (BufferedReader lines = resource(script)) {
          if (!new ScriptRun(open.client(), terminal, script, true).run(lines)) {
            return MynahCommand.STATEMENT_FAILED;
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    terminal.print(NEXT);
    return 0;
  }

  private static BufferedReader resource(String name) {
    InputStream in = DemoCommand.class.getClassLoader().getResourceAsStream(name);
    return new BufferedReader(
        new InputStreamReader(
            Objects.requireNonNull(in, "no resource " + name), StandardCharsets.UTF_8));
  }
}
