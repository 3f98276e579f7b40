// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens on the server's threads. */
final class ServerEvents {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ServerEvents() {}

  static void await(FakeDatastore datastore, String event) {
    await(() -> datastore.events.contains(event), event);
  }

  static void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
