// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.spool;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** Bytes that are written first and then read once: few lie in memory, more in a file. */
final class SpillBytes extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Spools spools;
  private final int memoryBytes;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable SpillFile file;

  /**
   * @param memoryBytes how many may lie in memory
   */
  SpillBytes(Spools spools, int memoryBytes) {
    this.spools = spools;
    this.memoryBytes = memoryBytes;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (file == null && memory.size() + (long) length <= memoryBytes) {
      memory.write(bytes, offset, length);
      return;
    }
    if (file == null) {
      file = spools.file("result-", "");
      memory.writeTo(file);
      memory = new ByteArrayOutputStream();
    }
    file.write(bytes, offset, length);
  }

  /** Ends the writing and begins the reading. */
  InputStream open() throws IOException {
    SpillFile written = file;
    if (written == null) {
      InputStream bytes = new ByteArrayInputStream(memory.toByteArray());
      memory = new ByteArrayOutputStream();
      return bytes;
    }
    written.close();
    return new BufferedInputStream(Files.newInputStream(written.path()), BUFFER_BYTES);
  }

  /** Frees everything; what is written after that goes nowhere. */
  void delete() throws IOException {
    memory = new ByteArrayOutputStream();
    if (file != null) {
      file.delete();
    }
  }
}
