// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.job;

import dev.mynah.spi.error.DatastoreException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A job of this run of the program. */
public final class Job {
  private final JobDescription description;
  private final JobWork work;
  private final JobProgress progress = new JobProgress();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile JobState state = JobState.QUEUED;
  private volatile @Nullable DatastoreException error;

  Job(JobDescription description, JobWork work) {
    this.description = description;
    this.work = work;
  }

  public JobDescription description() {
    return description;
  }

  /** Who has started it. */
  public String owner() {
    return description.owner();
  }

  public long id() {
    return description.id();
  }

  JobWork work() {
    return work;
  }

  public JobProgress progress() {
    return progress;
  }

  public JobState state() {
    return state;
  }

  void started() {
    state = JobState.RUNNING;
  }

  void ended(JobState finalState, @Nullable DatastoreException reason) {
    error = reason;
    state = finalState;
    ended.countDown();
  }

  /** Why it failed or was cancelled. */
  public Optional<DatastoreException> error() {
    return Optional.ofNullable(error);
  }

  /** Waits at most so long and tells whether the job has ended. */
  public boolean await(long millis) {
    try {
      return ended.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
