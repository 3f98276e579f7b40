// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.JobStatement;
import dev.mynah.sql.tree.JobStatement.WaitTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the statements about jobs. */
final class JobParser {
  private static final List<String> TARGETS = List.of("MODEL", "TRANSFORM", "JOB");

  private final TokenCursor cursor;

  JobParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads on after {@code SHOW JOBS}. */
  JobStatement show() {
    cursor.expectEnd();
    return new JobStatement.ShowJobs();
  }

  /** Reads on after {@code WAIT FOR}. */
  JobStatement waitFor() {
    WaitTarget target =
        switch (cursor.expectOneOf(TARGETS)) {
          case "MODEL" -> new WaitTarget.OfModel(cursor.qualifiedName("a model's name"));
          case "TRANSFORM" ->
              new WaitTarget.OfTransform(cursor.qualifiedName("a transform's name"));
          default -> new WaitTarget.OfJob(jobId());
        };
    Optional<Duration> timeout =
        cursor.take("timeout")
            ? Optional.of(IntervalReader.interval(cursor, "the timeout"))
            : Optional.empty();
    if (!cursor.atEnd()) {
      throw cursor.unexpected("TIMEOUT or the end of the statement", List.of("TIMEOUT"));
    }
    return new JobStatement.WaitFor(target, timeout);
  }

  /** Reads on after {@code CANCEL JOB}. */
  JobStatement cancel() {
    long id = jobId();
    cursor.expectEnd();
    return new JobStatement.CancelJob(id);
  }

  private long jobId() {
    return NumberReader.wholeNumber(cursor, "the job's number", 1);
  }
}
