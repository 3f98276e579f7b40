// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.job;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.TableFunction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What only this run of the program knows of its jobs, as rows for the views over them. */
public final class LiveJobs {
  private LiveJobs() {}

  /**
   * Returns the functions that the views of the catalog read.
   *
   * @param jobs gives null as long as there are none
   */
  public static List<TableFunction> functions(Supplier<@Nullable Jobs> jobs) {
    return List.of(new Progress(jobs), new Steps(jobs));
  }

  private static List<Job> unfinished(Supplier<@Nullable Jobs> jobs) {
    Jobs known = jobs.get();
    return known == null ? List.of() : known.unfinished();
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private record Progress(Supplier<@Nullable Jobs> jobs) implements TableFunction {
    @Override
    public String name() {
      return "_mynah_live_jobs";
    }

    @Override
    public List<Column> columns() {
      return List.of(
          new Column("job_id", DataType.BIGINT),
          new Column("percent", DataType.DOUBLE),
          new Column("phase", DataType.TEXT),
          new Column("best_score", DataType.DOUBLE),
          new Column("seconds_left", DataType.DOUBLE));
    }

    @Override
    public List<List<@Nullable Object>> rows() {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (Job job : unfinished(jobs)) {
        JobProgress progress = job.progress();
        rows.add(
            Arrays.asList(
                job.id(),
                progress.percent(),
                progress.phase(),
                orNull(progress.bestScore()),
                orNull(progress.secondsLeft())));
      }
      return rows;
    }
  }

  private record Steps(Supplier<@Nullable Jobs> jobs) implements TableFunction {
    @Override
    public String name() {
      return "_mynah_live_job_steps";
    }

    @Override
    public List<Column> columns() {
      return List.of(
          new Column("job_id", DataType.BIGINT),
          new Column("step", DataType.BIGINT),
          new Column("name", DataType.TEXT),
          new Column("state", DataType.TEXT),
          new Column("detail", DataType.TEXT),
          new Column("row_count", DataType.BIGINT),
          new Column("started_at", DataType.TIMESTAMPTZ),
          new Column("seconds", DataType.DOUBLE));
    }

    @Override
    public List<List<@Nullable Object>> rows() {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (Job job : unfinished(jobs)) {
        for (JobStep step : job.progress().steps()) {
          rows.add(
              Arrays.asList(
                  job.id(),
                  step.number(),
                  step.name(),
                  step.state(),
                  step.detail(),
                  step.rows(),
                  ChronoUnit.MICROS.between(Instant.EPOCH, step.startedAt()),
                  orNull(step.seconds())));
        }
      }
      return rows;
    }
  }
}
