// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.job;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.engine.EngineSession;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs as rows of the catalog. */
final class JobStore {
  private JobStore() {}

  static long nextId(EngineSession session) {
    return CatalogRow.query(session, "SELECT nextval('ml._job_ids') AS id").getFirst().number("id");
  }

  static void insert(EngineSession session, JobDescription job) {
    CatalogRow.execute(
        session,
        "INSERT INTO ml._jobs (job_id, kind, schema_name, object_name, state, percent, phase,"
            + " owner, queued_at) VALUES ($1, $2, $3, $4, $5, 0, 'waiting', $6, $7)",
        job.id(),
        job.kind(),
        job.schema(),
        job.object(),
        JobState.QUEUED.name(),
        job.owner(),
        now());
  }

  static void started(EngineSession session, long id) {
    CatalogRow.execute(
        session,
        "UPDATE ml._jobs SET state = $2, phase = 'starting', started_at = $3 WHERE job_id = $1",
        id,
        JobState.RUNNING.name(),
        now());
  }

  static void ended(
      EngineSession session,
      Job job,
      JobState state,
      @Nullable String error,
      @Nullable Double cpuSeconds) {
    JobProgress progress = job.progress();
    boolean succeeded = state == JobState.SUCCEEDED;
    CatalogRow.execute(
        session,
        "UPDATE ml._jobs SET state = $2, percent = $3, phase = $4, best_score = $5,"
            + " finished_at = $6, cpu_seconds = $7, error = $8 WHERE job_id = $1",
        job.id(),
        state.name(),
        succeeded ? 100.0 : progress.percent(),
        succeeded ? "done" : progress.phase(),
        progress.bestScore().isPresent() ? progress.bestScore().getAsDouble() : null,
        now(),
        cpuSeconds,
        error);
    for (JobStep step : progress.steps()) {
      insertStep(session, job.id(), step, state);
    }
  }

  private static void insertStep(EngineSession session, long id, JobStep step, JobState state) {
    CatalogRow.execute(
        session,
        "INSERT INTO ml._job_steps VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        step.number(),
        step.name(),
        step.seconds().isPresent() ? step.state() : state.name(),
        step.detail(),
        step.rows(),
        at(step.startedAt()),
        step.seconds().isPresent() ? step.seconds().getAsDouble() : null);
  }

  /** Ends what a former run of the program left unfinished. */
  static void interrupted(EngineSession session) {
    CatalogRow.execute(
        session,
        "UPDATE ml._jobs SET state = 'FAILED', error = 'interrupted by a restart',"
            + " finished_at = $1 WHERE state IN ('QUEUED', 'RUNNING')",
        now());
  }

  static List<CatalogRow> find(EngineSession session, long id) {
    return CatalogRow.query(
        session, "SELECT state, error, owner FROM ml._jobs WHERE job_id = $1", id);
  }

  private static OffsetDateTime now() {
    return at(Instant.now());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
