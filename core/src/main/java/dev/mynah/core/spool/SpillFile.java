// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the temporary folder, whose bytes count in what all such files may hold together. What
 * is written after it was deleted is dropped. Not thread-safe.
 */
public final class SpillFile extends OutputStream {
  private final Spools spools;
  private final Path path;
  private final OutputStream out;
  private long taken;
  private boolean deleted;

  SpillFile(Spools spools, Path path) throws IOException {
    this.spools = spools;
    this.path = path;
    this.out = Files.newOutputStream(path);
  }

  public Path path() {
    return path;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (deleted) {
      return;
    }
    spools.take(length);
    taken += length;
    out.write(bytes, offset, length);
  }

  /** Ends the writing. */
  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Ends the writing and gives the room back; harmless when done before. */
  public void delete() throws IOException {
    if (deleted) {
      return;
    }
    deleted = true;
    spools.giveBack(taken);
    try {
      out.close();
    } finally {
      Files.deleteIfExists(path);
    }
  }
}
