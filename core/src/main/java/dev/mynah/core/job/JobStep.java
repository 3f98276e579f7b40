// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.job;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * One step of a job.
 *
 * @param number counts from 1
 * @param seconds empty while it runs
 */
public record JobStep(
    long number, String name, String detail, long rows, Instant startedAt, OptionalDouble seconds) {
  /** RUNNING or SUCCEEDED, as SQL shows it. */
  String state() {
    return seconds.isPresent() ? JobState.SUCCEEDED.name() : JobState.RUNNING.name();
  }
}
