// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.job;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.fault.CrashPoint;
import dev.mynah.core.job.JobWork.Outcome;
import dev.mynah.core.session.Caller;
import dev.mynah.core.transaction.CatalogWriter;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs jobs one after the other, in the order in which they were submitted, and keeps what became
 * of them in the catalog.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(Jobs.class.getName());

  /** How long closing waits for a cancelled job to notice. */
  private static final long CLOSE_SECONDS = 10;

  private final CatalogWriter writer;
  private final ConcurrentMap<Long, Job> unfinished = new ConcurrentHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().name("mynah-job").daemon(true).unstarted(task));
  private volatile boolean closing;

  public Jobs(CatalogWriter writer) {
    this.writer = writer;
  }

  /** Marks the jobs that a former run of the program left unfinished as failed. */
  public void recover() {
    writer.write(JobStore::interrupted);
  }

  /** Enters a job in the catalog, in the caller's transaction. */
  public JobDescription enter(
      EngineSession session, String kind, String schema, String object, String owner) {
    JobDescription description =
        new JobDescription(JobStore.nextId(session), kind, schema, object, owner);
    JobStore.insert(session, description);
    return description;
  }

  /** Starts a job whose entry is committed. */
  public Job submit(JobDescription description, JobWork work) {
    Job job = new Job(description, work);
    unfinished.put(job.id(), job);
    worker.execute(() -> run(job));
    return job;
  }

  private void run(Job job) {
    try {
      job.progress().check();
      job.started();
      writer.write(session -> JobStore.started(session, job.id()));
      CrashPoint.JOB_STARTED.reached();
      Outcome outcome = job.work().run(job.progress());
      job.progress().check();
      writer.write(session -> {
        outcome.write().accept(session);
        JobStore.ended(session, job, JobState.SUCCEEDED, null, outcome.cpuSeconds());
      });
      CrashPoint.READY_COMMITTED.reached();
      outcome.committed().run();
      end(job, JobState.SUCCEEDED, Optional.empty());
    } catch (JobCancelledException e) {
      fail(
          job,
          JobState.CANCELLED,
          new DatastoreException(ErrorCode.QUERY_CANCELED, "the job was cancelled"));
    } catch (DatastoreException e) {
      fail(job, job.progress().isCancelled() ? JobState.CANCELLED : JobState.FAILED, e);
    } catch (OutOfMemoryError e) {
      LOGGER.log(Level.ERROR, "job " + job.id() + " is out of memory", e);
      fail(
          job,
          JobState.FAILED,
          new DatastoreException(ErrorCode.OUT_OF_MEMORY, "out of memory")
              .withHint("Train on fewer rows, or give the server a larger heap."));
    } catch (RuntimeException | StackOverflowError e) {
      LOGGER.log(Level.ERROR, "job " + job.id() + " failed", e);
      fail(
          job, JobState.FAILED, new DatastoreException(ErrorCode.INTERNAL_ERROR, "internal error"));
    }
  }

  private void fail(Job job, JobState state, DatastoreException error) {
    if (closing) {
      // A job that the end of the program stops is found, and failed, at the next start.
      end(job, state, Optional.of(error));
      return;
    }
    try {
      writer.write(session -> {
        job.work().failed(session, error);
        JobStore.ended(session, job, state, textOf(error), null);
      });
    } catch (DatastoreException e) {
      LOGGER.log(Level.ERROR, "the end of job " + job.id() + " could not be written", e);
    }
    end(job, state, Optional.of(error));
  }

  private static String textOf(DatastoreException error) {
    return error.detail().map(detail -> error.message() + ": " + detail).orElse(error.message());
  }

  private void end(Job job, JobState state, Optional<DatastoreException> error) {
    job.ended(state, error.orElse(null));
    unfinished.remove(job.id());
  }

  /** Returns the job if it has not ended yet. */
  public Optional<Job> unfinished(long id) {
    return Optional.ofNullable(unfinished.get(id));
  }

  /** Returns the unfinished jobs about an object, oldest first. */
  public List<Job> unfinishedAbout(String schema, String object) {
    return unfinished().stream().filter(job -> job.description().isAbout(schema, object)).toList();
  }

  List<Job> unfinished() {
    return unfinished.values().stream().sorted((a, b) -> Long.compare(a.id(), b.id())).toList();
  }

  /** Asks a job to stop. */
  public void cancel(Job job) {
    job.progress().cancel();
  }

  /** Asks the job of this number to stop; fails if there is none, or it has ended. */
  public void cancel(long id, Caller caller) {
    Job job = unfinished.get(id);
    if (job != null && caller.access().actsAs(job.owner())) {
      cancel(job);
      return;
    }
    throw ended(id, caller);
  }

  /** Returns the error of asking for a job that is not running. */
  public DatastoreException ended(long id, Caller caller) {
    List<CatalogRow> rows = JobStore.find(caller.engine(), id);
    if (rows.isEmpty() || !caller.access().actsAs(rows.getFirst().text("owner"))) {
      return new DatastoreException(
              ErrorCode.UNDEFINED_OBJECT, "job %d does not exist".formatted(id))
          .withHint("SHOW JOBS lists them.");
    }
    return new DatastoreException(
            ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE, "job %d has ended".formatted(id))
        .withDetail("It is in state %s.".formatted(rows.getFirst().text("state")));
  }

  /** Stops all jobs, because what they work on is gone. */
  public void cancelAll() {
    unfinished().forEach(this::cancel);
  }

  @Override
  public void close() {
    closing = true;
    unfinished().forEach(this::cancel);
    worker.shutdown();
    try {
      if (!worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOGGER.log(Level.WARNING, "a job did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
