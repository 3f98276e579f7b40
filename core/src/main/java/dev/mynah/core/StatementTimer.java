// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Stops statements that exceed statement_timeout. */
final class StatementTimer implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("mynah-timer").daemon(true).unstarted(task));

  /** Runs {@code stop} after the limit, unless the result is cancelled before. */
  Future<?> after(Duration limit, Runnable stop) {
    return clock.schedule(stop, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
