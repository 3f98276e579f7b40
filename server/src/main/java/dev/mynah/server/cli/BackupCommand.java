// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.Datastore;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.server.cli.client.ClientResult;
import dev.mynah.server.cli.client.SqlClient;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mynah backup}: a whole datastore into one file. */
@Command(
    name = "backup",
    description = {
      "Write data, models, users and keys into one file, as one moment left them.",
      "Of a running server (--host, --port), which keeps it in its folder backup; others go on.",
      "Or of a data folder that no server has open (--data), to any file."
    },
    footer = {"", "Whoever can read the file can read all data: keep it as secret as the folder."})
final class BackupCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Parameters(
      paramLabel = "FILE",
      description = "The file to make; with --host or --port a name without a folder.")
  private String file = "";

  @Option(names = "--help", usageHelp = true, order = 10, description = "Show this help.")
  boolean help;

  BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (connection.isServer()) {
      ofServer();
    } else {
      ofFolder();
    }
    return 0;
  }

  private void ofServer() {
    // The notice says where the server keeps it.
    try (SqlClient client = connection.open(new NoticePrinter(terminal))) {
      client.run("BACKUP TO " + Identifiers.literal(file), BackupCommand::ignore);
    }
    terminal.printLine("backup " + file + " is written");
  }

  private static void ignore(ClientResult result) {
    assert result instanceof ClientResult.Done;
  }

  private void ofFolder() {
    Path data = connection.folder();
    if (!Files.isDirectory(data)) {
      throw new DatastoreException(
          ErrorCode.UNDEFINED_FILE, "data folder \"%s\" does not exist".formatted(data));
    }
    try (Datastore datastore = Datastore.open(DatastoreOptions.onDisk(data))) {
      long bytes = datastore.backUp(Path.of(file).toAbsolutePath());
      terminal.printLine("backup %s is written, %d bytes".formatted(file, bytes));
    } catch (DatastoreException e) {
      throw FolderInUse.explained(e, data);
    }
  }
}
