// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The program {@code mynah}. */
public final class Mynah {
  /** Time, level and message on one line; a stack trace follows where there is one. */
  private static final String LOG_FORMAT = "%1$tF %1$tT %4$s %5$s%6$s%n";

  private static final int BUFFER_BYTES = 1 << 16;

  private Mynah() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
    Terminal terminal = Terminal.ofProcess(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    int code = MynahCommand.execute(terminal, arguments);
    terminal.flush();
    System.exit(code);
  }

  /** What is printed is UTF-8 whatever the locale, as everywhere else. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
        false,
        StandardCharsets.UTF_8);
  }
}
