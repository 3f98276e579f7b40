// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.log;

import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * A handler that goes on when java.util.logging ends itself, which it does as soon as the process
 * is told to end: the end is worth logging too.
 */
final class KeptHandler extends Handler {
  private final Handler target;

  KeptHandler(Handler target) {
    this.target = target;
  }

  @Override
  public void publish(LogRecord logged) {
    if (isLoggable(logged)) {
      target.publish(logged);
    }
  }

  @Override
  public void flush() {
    target.flush();
  }

  @Override
  public void close() {
    flush();
  }

  /** Closes for good. */
  void end() {
    target.close();
  }
}
