// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The streams of a command: results go out, all else goes to the error stream. Thread-safe. */
final class Terminal {
  /** Goes to the first column and empties the line. */
  private static final String CLEAR_LINE = "\r\033[K";

  private static final int STANDARD_INPUT = 0;
  private static final int STANDARD_ERROR = 2;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean overwrites;
  private boolean progressShown;

  private Terminal(InputStream in, PrintStream out, PrintStream err, boolean overwrites) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.overwrites = overwrites;
  }

  /** Makes one of any streams, on which nothing is overwritten. */
  static Terminal of(InputStream in, PrintStream out, PrintStream err) {
    return new Terminal(in, out, err, false);
  }

  /** Makes one of the streams of this process. */
  static Terminal ofProcess(PrintStream out, PrintStream err) {
    return new Terminal(System.in, out, err, isTerminal(STANDARD_ERROR));
  }

  /** Tells whether somebody types. */
  static boolean isInteractive() {
    return isTerminal(STANDARD_INPUT);
  }

  /** Tells whether a file descriptor of this process is a terminal; false where nobody knows. */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  InputStream in() {
    return in;
  }

  synchronized void print(String text) {
    clearProgress();
    out.print(text);
  }

  synchronized void printLine(String text) {
    print(text + "\n");
  }

  /** Shows a line on the error stream, after all that was printed before. */
  synchronized void sayLine(String text) {
    clearProgress();
    out.flush();
    err.print(text + "\n");
    err.flush();
  }

  /** Shows how far something is: on a terminal in one line that the next text takes. */
  synchronized void progress(String text) {
    if (!overwrites) {
      sayLine(text);
      return;
    }
    out.flush();
    err.print(CLEAR_LINE + text);
    err.flush();
    progressShown = true;
  }

  private void clearProgress() {
    if (progressShown) {
      progressShown = false;
      err.print(CLEAR_LINE);
      err.flush();
    }
  }

  synchronized void flush() {
    clearProgress();
    out.flush();
    err.flush();
  }
}
