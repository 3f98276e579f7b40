// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Sends to a client, piece by piece, and knows for how long a piece has waited to be taken. */
final class SocketOutput extends OutputStream {
  /** A client that takes this much in time is slow but not gone. */
  private static final int PIECE_BYTES = 64 * 1024;

  private static final long IDLE = 0;

  private OutputStream target;
  private volatile long waitingSinceNanos = IDLE;

  SocketOutput(OutputStream target) {
    this.target = target;
  }

  /** Sends what follows to another stream; by the thread that writes. */
  void continueOn(OutputStream newTarget) {
    target = newTarget;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      for (int sent = 0; sent < length; sent += PIECE_BYTES) {
        waitingSinceNanos = System.nanoTime() | 1;
        target.write(bytes, offset + sent, Math.min(PIECE_BYTES, length - sent));
      }
    } finally {
      waitingSinceNanos = IDLE;
    }
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  /**
   * Returns for how long the client has taken nothing; zero when nothing waits. From any thread.
   */
  Duration stalledFor() {
    long since = waitingSinceNanos;
    return since == IDLE ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }
}
