// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.time.Duration;
import java.util.Optional;

/** Statements about work that outlives its statement. */
public sealed interface JobStatement extends Statement {
  /** {@code SHOW JOBS}. */
  record ShowJobs() implements JobStatement {}

  /** {@code WAIT FOR {MODEL m | TRANSFORM t | JOB id} [TIMEOUT 'interval']}. */
  record WaitFor(WaitTarget target, Optional<Duration> timeout) implements JobStatement {}

  /** {@code CANCEL JOB id}. */
  record CancelJob(long id) implements JobStatement {}

  /** What is waited for. */
  sealed interface WaitTarget {
    /** {@code MODEL name}. */
    record OfModel(QualifiedName name) implements WaitTarget {}

    /** {@code TRANSFORM name}. */
    record OfTransform(QualifiedName name) implements WaitTarget {}

    /** {@code JOB id}. */
    record OfJob(long id) implements WaitTarget {}
  }
}
