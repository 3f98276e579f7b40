// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Collects the server's messages and sends them when asked to, or when many have come together.
 *
 * <p>Thread-safe: messages of several threads do not mix. A message whose content fails is taken
 * back as a whole.
 */
public final class MessageWriter {
  /** More than this is sent without waiting for a flush, so that large results stream. */
  private static final int SEND_BYTES = 64 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final OutputStream output;
  private volatile long rows;
  private final WireBuffer buffer = new WireBuffer(SEND_BYTES + 8 * 1024);

  public MessageWriter(OutputStream output) {
    this.output = output;
  }

  /** Adds a message without content. */
  public void message(char type) throws IOException {
    message(type, content -> {});
  }

  /** Adds a message of the given type with the content that is written. */
  public void message(char type, Consumer<WireBuffer> content) throws IOException {
    lock.lock();
    int start = buffer.size();
    boolean complete = false;
    try {
      buffer.int8(type);
      buffer.int32(0);
      content.accept(buffer);
      buffer.int32At(start + 1, buffer.size() - start - 1);
      complete = true;
      if (type == 'D' || type == 'd') {
        countRow();
      }
      if (buffer.size() >= SEND_BYTES) {
        buffer.drainTo(output);
      }
    } finally {
      if (!complete) {
        buffer.truncate(start);
      }
      lock.unlock();
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // The lock is held; others only read.
  private void countRow() {
    rows++;
  }

  /** Returns how many rows were added so far, those of COPY included; from any thread. */
  public long rows() {
    return rows;
  }

  /** Adds a single byte without a frame, the answer to a request for encryption. */
  public void bare(char answer) throws IOException {
    lock.lock();
    try {
      buffer.int8(answer);
    } finally {
      lock.unlock();
    }
  }

  /** Sends all that was added. */
  public void flush() throws IOException {
    lock.lock();
    try {
      buffer.drainTo(output);
      output.flush();
    } finally {
      lock.unlock();
    }
  }
}
