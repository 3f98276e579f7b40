// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.time.Duration;

/** The wall time of a search, from its beginning. */
final class Budget {
  private static final int SMALL_ROWS = 20_000;
  private static final long MEDIUM_CELLS = 5_000_000;

  private final long start = System.nanoTime();
  private final Duration limit;
  private final Duration planned;

  Budget(Duration limit) {
    this(limit, limit);
  }

  /** A budget that is planned with another time limit than the one that is kept. */
  Budget(Duration limit, Duration planned) {
    this.limit = limit;
    this.planned = planned;
  }

  /** Returns the time that candidates are chosen for. */
  double plannedSeconds() {
    return planned.toNanos() / 1e9;
  }

  /** Returns the time limit of a search that was not given one. */
  static Duration defaultLimit(int rows, int columns) {
    if (rows < SMALL_ROWS) {
      return Duration.ofSeconds(10);
    }
    return Duration.ofSeconds((long) rows * columns <= MEDIUM_CELLS ? 60 : 120);
  }

  /** Tells whether a share of the time limit is used up. */
  boolean isPast(double share) {
    return seconds() > share * limitSeconds();
  }

  double secondsLeft() {
    return limitSeconds() - seconds();
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  private double limitSeconds() {
    return limit.toNanos() / 1e9;
  }
}
