// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.spi.error.DatastoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mynah}: the commands below it do the work. */
@Command(
    name = "mynah",
    description = "A SQL datastore that learns.",
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Begin with: mynah demo"})
final class MynahCommand {
  /** A wrong option, a missing file, a port that is taken. */
  static final int FAILURE = 1;

  /** A statement failed; psql ends its scripts with the same code. */
  static final int STATEMENT_FAILED = 3;

  private static final Logger LOG = System.getLogger("dev.mynah");
  private static final int HELP_WIDTH = 100;

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  boolean version;

  private MynahCommand() {}

  /** Runs the command that the arguments name and returns its exit code. */
  static int execute(Terminal terminal, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(new MynahCommand())
            .addSubcommand(new DemoCommand(terminal))
            .addSubcommand(new ServeCommand(terminal))
            .addSubcommand(new RunCommand(terminal))
            .addSubcommand(new ShellCommand(terminal))
            .addSubcommand(new BackupCommand(terminal))
            .addSubcommand(new RestoreCommand(terminal))
            .addSubcommand(new TokenCommand(terminal))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(HELP_WIDTH)
            .setExecutionExceptionHandler((e, command, parsed) -> failed(terminal, e));
    int code = line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    if (!out.toString().isEmpty()) {
      terminal.print(out.toString());
    }
    if (!err.toString().isEmpty()) {
      terminal.sayLine(err.toString().stripTrailing());
    }
    return code == CommandLine.ExitCode.USAGE ? FAILURE : code;
  }

  private static int failed(Terminal terminal, Exception error) {
    if (error instanceof DatastoreException known) {
      terminal.sayLine("mynah: " + known.message());
      known.detail().ifPresent(detail -> terminal.sayLine("DETAIL:  " + detail));
      known.hint().ifPresent(hint -> terminal.sayLine("HINT:  " + hint));
    } else {
      LOG.log(Level.ERROR, "unexpected failure", error);
    }
    return FAILURE;
  }
}
