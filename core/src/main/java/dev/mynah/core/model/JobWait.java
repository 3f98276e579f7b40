// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.job.Job;
import dev.mynah.core.job.JobProgress;
import dev.mynah.core.session.Caller;
import dev.mynah.core.session.CancelSignal;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Lets a statement wait for a job, saying every second how far it is. */
final class JobWait {
  private static final long POLL_MILLIS = 50;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private JobWait() {}

  /**
   * Waits until the job has ended and fails as it did.
   *
   * @param whenCancelled what to do when the waiting statement is cancelled, but not when its
   *     client is only gone
   * @throws DatastoreException QUERY_CANCELED when cancelled or after the limit
   */
  static void await(Job job, Optional<Duration> limit, Caller caller, Runnable whenCancelled) {
    long begin = System.nanoTime();
    long nextNotice = begin + NANOS_PER_SECOND;
    while (!job.await(POLL_MILLIS)) {
      long now = System.nanoTime();
      if (caller.cancel().isRaised()) {
        if (caller.cancel().reason() != CancelSignal.Reason.CLIENT_GONE) {
          whenCancelled.run();
        }
        throw caller.cancel().error();
      }
      if (limit.isPresent() && now - begin > limit.get().toNanos()) {
        throw new DatastoreException(
                ErrorCode.QUERY_CANCELED, "job %d has not ended in time".formatted(job.id()))
            .withDetail("It is at %s.".formatted(textOf(job.progress())))
            .withHint("It goes on; wait again, or CANCEL JOB %d.".formatted(job.id()));
      }
      if (now >= nextNotice) {
        caller.say(
            "training \"%s\": %s, %d s%s"
                .formatted(
                    job.description().object(),
                    textOf(job.progress()),
                    (now - begin) / NANOS_PER_SECOND,
                    leftOf(job.progress())));
        nextNotice += NANOS_PER_SECOND;
      }
    }
    if (job.error().isPresent()) {
      // A place in the training query is none in the statement that waits.
      throw job.error().get().withPosition(DatastoreException.NO_POSITION);
    }
  }

  private static String textOf(JobProgress progress) {
    String text = String.format(Locale.ROOT, "%.0f %%, %s", progress.percent(), progress.phase());
    if (progress.bestScore().isPresent()) {
      text += String.format(Locale.ROOT, ", best score %.4f", progress.bestScore().getAsDouble());
    }
    return text;
  }

  private static String leftOf(JobProgress progress) {
    return progress.secondsLeft().isPresent()
        ? String.format(
            Locale.ROOT, ", about %.0f s left", Math.ceil(progress.secondsLeft().getAsDouble()))
        : "";
  }
}
