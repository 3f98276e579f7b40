// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.backup;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What can be wrong with backups, in words. */
final class BackupErrors {
  private BackupErrors() {}

  /** A backup that cannot be restored. */
  static DatastoreException damaged(String why) {
    return new DatastoreException(ErrorCode.DATA_CORRUPTED, "the backup is damaged")
        .withDetail(
            "%s%s.".formatted(why.substring(0, 1).toUpperCase(Locale.ROOT), why.substring(1)))
        .withHint("Nothing was restored. Take another backup.");
  }

  static DatastoreException laterFormat(String format, int known) {
    return new DatastoreException(
            ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
            "the backup was written by a later version of this program")
        .withDetail("Its format is %s; this program reads up to %d.".formatted(format, known))
        .withHint("Nothing was restored. Use the later version.");
  }

  static DatastoreException exists(Path file) {
    return new DatastoreException(
            ErrorCode.DUPLICATE_FILE, "file \"%s\" already exists".formatted(file.getFileName()))
        .withHint("Choose another name; a backup never overwrites a file.");
  }

  static DatastoreException notWritten(Path file, IOException cause) {
    boolean full = String.valueOf(cause.getMessage()).contains("No space left");
    return new DatastoreException(
            full ? ErrorCode.DISK_FULL : ErrorCode.IO_ERROR,
            "backup \"%s\" could not be written".formatted(file.getFileName()))
        .withDetail(cause + ".")
        .withCause(cause);
  }
}
