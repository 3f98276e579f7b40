// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.spool;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits on the disk for clients and comes from them: results, and rows of COPY. Thread-safe.
 */
public final class Spools {
  private final Path folder;
  private final long limitBytes;
  private final AtomicLong used = new AtomicLong();

  /**
   * Makes spools.
   *
   * @param folder where their files lie
   * @param limitBytes how much all files may hold together
   */
  public Spools(Path folder, long limitBytes) {
    this.folder = folder;
    this.limitBytes = limitBytes;
  }

  /** Begins to keep a result. */
  public RowSpool keep(List<Column> columns) {
    return new RowSpool(this, columns);
  }

  /** Makes an empty file. */
  public SpillFile file(String prefix, String suffix) throws IOException {
    return new SpillFile(this, Files.createTempFile(folder, prefix, suffix));
  }

  /** Takes room on the disk. */
  void take(long bytes) {
    if (used.addAndGet(bytes) > limitBytes) {
      used.addAndGet(-bytes);
      throw new DatastoreException(ErrorCode.DISK_FULL, "the temporary folder is full")
          .withDetail(
              "Results that wait to be read and rows of COPY may take %d MB together."
                  .formatted(limitBytes >> 20))
          .withHint("Read results to their end before running other statements, or copy in parts.");
    }
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Translates an error of the file system. */
  public static DatastoreException failure(IOException cause) {
    boolean full = String.valueOf(cause.getMessage()).contains("No space left");
    return new DatastoreException(
            full ? ErrorCode.DISK_FULL : ErrorCode.IO_ERROR,
            "the temporary folder could not be written to or read")
        .withDetail(cause.getMessage() + ".")
        .withCause(cause);
  }
}
