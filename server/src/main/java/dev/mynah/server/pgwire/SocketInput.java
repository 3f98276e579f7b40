// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads from a client through a buffer, if need be until a deadline that no trickle of bytes puts
 * off. While the connection's thread runs a statement, another thread may ask whether the client
 * has left.
 */
final class SocketInput extends InputStream {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int PEEK_MILLIS = 1;

  private final ReentrantLock lock = new ReentrantLock();
  private Socket socket;
  private InputStream input;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private boolean ended;
  private boolean hasDeadline;
  private long deadlineNanos;

  SocketInput(Socket socket) throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
  }

  /** Lets reading fail with a SocketTimeoutException when this time has passed. */
  void setDeadline(Duration fromNow) {
    hasDeadline = true;
    deadlineNanos = System.nanoTime() + fromNow.toNanos();
  }

  void clearDeadline() throws IOException {
    hasDeadline = false;
    socket.setSoTimeout(0);
  }

  /** Reads what follows from another socket over the same connection. */
  void continueOn(Socket newSocket) throws IOException {
    lock.lock();
    try {
      socket = newSocket;
      input = newSocket.getInputStream();
    } finally {
      lock.unlock();
    }
  }

  /** Limits a read that goes around this buffer to the time left until the deadline. */
  void limitReading() throws IOException {
    if (hasDeadline) {
      long remainingMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (remainingMillis <= 0) {
        throw new SocketTimeoutException("start-up took too long");
      }
      socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, remainingMillis));
    }
  }

  /** Returns the next byte and leaves it there; -1 at the end of the stream. */
  int peek() throws IOException {
    lock.lock();
    try {
      return fill() ? buffer[position] & 0xff : -1;
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether something was received that nobody has read. */
  boolean hasUnread() {
    lock.lock();
    try {
      return position < limit;
    } finally {
      lock.unlock();
    }
  }

  /** Takes what was received and nobody has read. */
  byte[] takeUnread() {
    lock.lock();
    try {
      byte[] unread = Arrays.copyOfRange(buffer, position, limit);
      position = limit;
      return unread;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    lock.lock();
    try {
      return fill() ? buffer[position++] & 0xff : -1;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    lock.lock();
    try {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, limit - position);
      System.arraycopy(buffer, position, target, offset, count);
      position += count;
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Returns false at the end of the stream. */
  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    if (ended) {
      return false;
    }
    limitReading();
    position = 0;
    limit = 0;
    int count = input.read(buffer, 0, buffer.length);
    ended = count < 0;
    limit = Math.max(0, count);
    return !ended;
  }

  /**
   * Tells whether the client has closed the connection and said nothing before that. What it said
   * is kept for the next read; false while the connection's own thread is reading.
   */
  boolean isClosedByClient() {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      if (ended) {
        return true;
      }
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
      return limit < buffer.length && findsEnd();
    } catch (IOException e) {
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean findsEnd() throws IOException {
    socket.setSoTimeout(PEEK_MILLIS);
    try {
      int count = input.read(buffer, limit, buffer.length - limit);
      ended = count < 0;
      limit += Math.max(0, count);
      return ended;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(0);
    }
  }
}
