// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a statement that waits outside the engine that it is to stop. Any thread may raise it; one
 * signal belongs to one run of one statement.
 */
public final class CancelSignal {
  private final CountDownLatch raised = new CountDownLatch(1);
  private volatile Reason reason = Reason.USER;

  /** Why a statement is to stop. */
  public enum Reason {
    USER("canceling statement due to user request"),
    TIMEOUT("canceling statement due to statement timeout"),
    /** Nobody waits for the answer any more. */
    CLIENT_GONE("canceling statement because its client is gone");

    private final String message;

    Reason(String message) {
      this.message = message;
    }
  }

  /** Raises the signal; the first reason counts. */
  public synchronized void raise(Reason why) {
    if (!isRaised()) {
      reason = why;
      raised.countDown();
    }
  }

  /** Tells why the signal was raised. */
  public Reason reason() {
    return reason;
  }

  public boolean isRaised() {
    return raised.getCount() == 0;
  }

  /** Fails with QUERY_CANCELED if the signal has been raised. */
  public void check() {
    if (isRaised()) {
      throw error();
    }
  }

  /** Returns the error of a statement that this signal has stopped. */
  public DatastoreException error() {
    return new DatastoreException(ErrorCode.QUERY_CANCELED, reason.message);
  }

  /** Waits at most so long and tells whether the signal has been raised. */
  public boolean await(long millis) {
    try {
      return raised.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
