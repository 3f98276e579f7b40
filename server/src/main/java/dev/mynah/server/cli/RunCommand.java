// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.cli.client.SqlClient;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mynah run}: the statements of files, up to the first that fails. */
@Command(
    name = "run",
    description = {
      "Run the SQL of files and print the results as psql does.",
      "Without --data, --host or --port the datastore is in memory and ends with the command."
    },
    footer = {
      "",
      "Statements that make models wait until they are ready (SET wait = on). The first",
      "error ends the run. Lines that begin with a backslash are commands: see \\? in the shell.",
      "Exit code: 0 all ran, 1 wrong options, file or connection, 3 a statement failed."
    })
final class RunCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Terminal terminal;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "SQL files in UTF-8; - is standard input.")
  private List<String> files = List.of();

  @Option(names = "--echo", order = 10, description = "Print each line before it runs.")
  private boolean echo;

  @Option(names = "--help", usageHelp = true, order = 11, description = "Show this help.")
  boolean help;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    for (String file : files) {
      if (!file.equals(STANDARD_INPUT) && !Files.isRegularFile(Path.of(file))) {
        throw new DatastoreException(
            ErrorCode.UNDEFINED_FILE, "file \"%s\" does not exist".formatted(file));
      }
    }
    try (OpenClient open = OpenClient.of(connection.open(new NoticePrinter(terminal)))) {
      for (String file : files) {
        if (!run(open.client(), file)) {
          return MynahCommand.STATEMENT_FAILED;
        }
      }
    }
    return 0;
  }

  private boolean run(SqlClient client, String file) {
    boolean standardInput = file.equals(STANDARD_INPUT);
    try (BufferedReader lines =
        standardInput
            ? new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
            : Files.newBufferedReader(Path.of(file))) {
      return new ScriptRun(client, terminal, standardInput ? "stdin" : file, echo).run(lines);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "does not exist", e);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "is not UTF-8", e);
    } catch (IOException e) {
      throw unreadable(file, "could not be read", e);
    }
  }

  private static DatastoreException unreadable(String file, String why, IOException cause) {
    return new DatastoreException(ErrorCode.UNDEFINED_FILE, "file \"%s\" %s".formatted(file, why))
        .withCause(cause);
  }
}
