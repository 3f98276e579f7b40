// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The database's file for reading beside DuckDB. It is opened at most once and closed only after
 * DuckDB has closed it: closing any handle of a file gives up all locks that the process has on it,
 * DuckDB's among them.
 */
final class DatabaseFile implements AutoCloseable {
  /** The file's own header and the two headers that checkpoints write by turns. */
  private static final int HEADER_BYTES = 3 * 4096;

  private final Path path;
  private @Nullable FileChannel channel;

  DatabaseFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  Path log() {
    return path.resolveSibling(path.getFileName() + ".wal");
  }

  synchronized FileChannel channel() throws IOException {
    FileChannel opened = channel;
    if (opened == null) {
      opened = FileChannel.open(path, StandardOpenOption.READ);
      channel = opened;
    }
    return opened;
  }

  /** Returns what every checkpoint changes. */
  byte[] header() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    FileChannel file = channel();
    while (header.hasRemaining() && file.read(header, header.position()) >= 0) {
      // Reads on until the header is whole.
    }
    return header.array();
  }

  @Override
  public synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
