// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.log;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where the log of this process goes. */
public final class ServerLog {
  private static final Logger LOG = Logger.getLogger("dev.mynah.server");

  /** Ten files of 16 MB: the oldest is deleted. */
  private static final int FILE_BYTES = 16 << 20;

  private static final int FILES = 10;
  private static final String CURRENT = "mynah.0.log";

  private static volatile @Nullable KeptHandler installed;

  private ServerLog() {}

  /** Writes the log to the standard error. */
  public static void toStandardError() {
    install(new ConsoleHandler());
  }

  /**
   * Writes the log into a folder, which is made when missing and only its owner can read.
   *
   * @return the file that is written; older ones have greater numbers
   */
  public static Path toFolder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      // A percent sign in the folder's name would be read as a part of the pattern.
      String pattern = folder.toString().replace("%", "%%") + "/mynah.%g.log";
      install(new FileHandler(pattern, FILE_BYTES, FILES, true));
      return folder.resolve(CURRENT);
    } catch (IOException e) {
      throw new DatastoreException(
              ErrorCode.IO_ERROR, "the log cannot be written to \"%s\"".formatted(folder))
          .withDetail(e.getMessage() + ".")
          .withHint("Start with --log stderr.")
          .withCause(e);
    }
  }

  private static void install(Handler target) {
    LogManager.getLogManager().reset();
    target.setFormatter(new JsonLineFormatter());
    KeptHandler handler = new KeptHandler(target);
    handler.setLevel(Level.INFO);
    Logger.getLogger("").addHandler(handler);
    installed = handler;
  }

  /** Closes the log; nothing is written to it after this. */
  public static void end() {
    KeptHandler handler = installed;
    if (handler != null) {
      handler.end();
    }
  }

  /** Logs an event that nobody need worry about. */
  public static void info(LogEvent event) {
    write(Level.INFO, event);
  }

  /** Logs an event that somebody may want to look at. */
  public static void warning(LogEvent event) {
    write(Level.WARNING, event);
  }

  private static void write(Level level, LogEvent event) {
    LogRecord logged = new LogRecord(level, "{0}");
    logged.setLoggerName(LOG.getName());
    logged.setParameters(new Object[] {event});
    KeptHandler handler = installed;
    if (handler != null) {
      handler.publish(logged);
    } else {
      LOG.log(logged);
    }
  }
}
