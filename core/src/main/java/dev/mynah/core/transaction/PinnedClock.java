// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Identifiers;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the time of a block when the engine's transaction is begun again: functions of the session
 * stand in for the engine's clock, in statements as in defaults and views.
 */
final class PinnedClock {
  private static final String TIME =
      "SELECT strftime(now() AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S.%f+00')";

  private final EngineSession engine;
  private String time = "";
  private boolean pinned;

  PinnedClock(EngineSession engine) {
    this.engine = engine;
  }

  /** Remembers the time of the transaction under way; the first call in a block counts. */
  void read() {
    if (time.isEmpty()) {
      time = EngineTexts.read(engine, TIME).getFirst().getFirst();
    }
  }

  /** Forgets the time, as a new block begins. */
  void forget() {
    time = "";
    pinned = false;
  }

  /** Says that the engine's transaction, and with it what stood in for the clock, is gone. */
  void restarted() {
    pinned = false;
  }

  /** Makes the transaction under way see the time that was read, if any was. */
  void pin() {
    if (pinned || time.isEmpty()) {
      return;
    }
    String now = "TIMESTAMPTZ " + Identifiers.literal(time);
    for (Substitute substitute : substitutes(now)) {
      engine.execute("CREATE TEMP MACRO %s%s".formatted(substitute.name, substitute.body));
    }
    pinned = true;
  }

  /** Lets the engine's own clock be seen again, before the transaction is committed. */
  void unpin() {
    if (pinned) {
      for (Substitute substitute : substitutes("")) {
        engine.execute("DROP MACRO temp." + substitute.name);
      }
      pinned = false;
    }
  }

  private record Substitute(String name, String body) {}

  private static List<Substitute> substitutes(String now) {
    List<Substitute> all = new ArrayList<>();
    for (String name : List.of("now", "get_current_timestamp", "transaction_timestamp")) {
      all.add(new Substitute(name, "() AS " + now));
    }
    for (String name : List.of("current_date", "today")) {
      all.add(new Substitute(name, "() AS CAST(%s AS DATE)".formatted(now)));
    }
    all.add(new Substitute("get_current_time", "() AS CAST(%s AS TIMETZ)".formatted(now)));
    all.add(new Substitute("current_localtimestamp", "() AS CAST(%s AS TIMESTAMP)".formatted(now)));
    all.add(
        new Substitute(
            "current_localtime", "() AS CAST(CAST(%s AS TIMESTAMP) AS TIME)".formatted(now)));
    all.add(
        new Substitute(
            "age",
            "(a) AS system.main.age(CAST(CAST(%s AS DATE) AS TIMESTAMPTZ), a),".formatted(now)
                + " (a, b) AS system.main.age(a, b)"));
    return all;
  }
}
