// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.backup.Restore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mynah restore}: a data folder of a backup. */
@Command(
    name = "restore",
    description = {
      "Make a data folder of a backup: data, models, users and keys as they were.",
      "A backup that is damaged, or not whole, is refused, and nothing is left behind."
    })
final class RestoreCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      order = 1,
      description = "The folder to make; it must not exist, or be empty.")
  private Path data = Path.of("");

  @Option(names = "--help", usageHelp = true, order = 2, description = "Show this help.")
  boolean help;

  RestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String time = Restore.run(file, data);
    terminal.printLine("restored the backup of %s to %s".formatted(time, data));
    return 0;
  }
}
