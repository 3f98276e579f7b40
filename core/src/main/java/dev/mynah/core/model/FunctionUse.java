// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import java.util.concurrent.atomic.LongAdder;

/** How much a function of a model was used since the datastore was opened. Thread-safe. */
final class FunctionUse {
  private static final double NANOS = 1e9;

  private final LongAdder calls = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private final LongAdder found = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** Adds a call for some rows. */
  void add(long calledRows, long calledNanos) {
    calls.increment();
    rows.add(calledRows);
    nanos.add(calledNanos);
  }

  /** Adds rows whose answers were known from just before. */
  void addFound(long foundRows) {
    found.add(foundRows);
  }

  /** Returns how often the engine called, each time for some rows. */
  long calls() {
    return calls.sum();
  }

  long rows() {
    return rows.sum();
  }

  long found() {
    return found.sum();
  }

  /** Returns the time of all calls, those of several threads added. */
  double seconds() {
    return nanos.sum() / NANOS;
  }
}
