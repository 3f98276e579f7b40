// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.time.Duration;
import java.util.Optional;

/** When a new version is trained: what follows {@code REFRESH}. */
public sealed interface RefreshRule {
  /** {@code ON DEMAND}. */
  record OnDemand() implements RefreshRule {}

  /** {@code EVERY 'interval'}. */
  record Every(Duration interval) implements RefreshRule {}

  /** {@code CRON 'expression'}, five fields. */
  record Cron(String expression) implements RefreshRule {}

  /**
   * {@code ON CHANGE n PERCENT [AT MOST EVERY 'interval']}.
   *
   * @param percent above 0
   */
  record OnChange(double percent, Optional<Duration> atMostEvery) implements RefreshRule {}

  /** {@code ON DRIFT x}, x above 0. */
  record OnDrift(double threshold) implements RefreshRule {}
}
