// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The body of an answer that succeeds. Its status goes out with its first byte, so until then the
 * answer may still become an error. Thread-safe.
 */
final class ResponseStream extends OutputStream {
  private static final int OK = 200;

  /** A length of 0 stands for one that is not known yet. */
  private static final int STREAMED = 0;

  private final HttpExchange exchange;
  private final String contentType;
  private boolean begun;
  private volatile boolean answering;

  /** When the write under way began; zero when there is none. */
  private volatile long writingSinceNanos;

  ResponseStream(HttpExchange exchange, String contentType) {
    this.exchange = exchange;
    this.contentType = contentType;
  }

  /** Tells whether the status has gone out. */
  synchronized boolean isBegun() {
    return begun;
  }

  private OutputStream body() throws IOException {
    if (!begun) {
      begun = true;
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.sendResponseHeaders(OK, STREAMED);
    }
    return exchange.getResponseBody();
  }

  /**
   * Sends a blank, which means nothing before JSON, unless the answer is on its way already: a
   * client that has left shows only when something is sent.
   */
  void keepAlive() throws IOException {
    // Whoever answers holds the lock for as long as the client takes nothing.
    if (!answering) {
      sendBlank();
    }
  }

  private synchronized void sendBlank() throws IOException {
    if (!answering) {
      OutputStream body = body();
      body.write(' ');
      body.flush();
    }
  }

  /** Returns for how long the client has taken nothing of what is being sent; zero when it does. */
  Duration stalledFor() {
    long since = writingSinceNanos;
    return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    answering = true;
    writingSinceNanos = System.nanoTime();
    try {
      body().write(bytes, offset, length);
    } finally {
      writingSinceNanos = 0;
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    if (begun) {
      body().flush();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    body().close();
  }
}
