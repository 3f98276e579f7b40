// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.job.Jobs;
import dev.mynah.core.model.ModelChecks;
import dev.mynah.core.model.ModelDescription;
import dev.mynah.core.model.ModelExports;
import dev.mynah.core.model.Models;
import dev.mynah.core.session.Caller;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.JobStatement;
import dev.mynah.sql.tree.JobStatement.CancelJob;
import dev.mynah.sql.tree.JobStatement.ShowJobs;
import dev.mynah.sql.tree.JobStatement.WaitFor;
import dev.mynah.sql.tree.JobStatement.WaitTarget;
import dev.mynah.sql.tree.ModelStatement;
import dev.mynah.sql.tree.ModelStatement.CreateModel;
import dev.mynah.sql.tree.ModelStatement.DropModel;
import dev.mynah.sql.tree.ModelStatement.EvaluateModel;
import dev.mynah.sql.tree.ModelStatement.ExportModel;
import dev.mynah.sql.tree.ModelStatement.ShowModel;
import dev.mynah.sql.tree.ModelStatement.ShowModels;
import java.util.List;
import java.util.Optional;

/** Carries out the statements that the engine does not know: one line each. */
final class StatementExecutor {
  private final Models models;
  private final ModelChecks checks;
  private final ModelExports exports;
  private final Jobs jobs;

  StatementExecutor(Models models, ModelChecks checks, ModelExports exports, Jobs jobs) {
    this.models = models;
    this.checks = checks;
    this.exports = exports;
    this.jobs = jobs;
  }

  StatementResult execute(ModelStatement statement, Caller caller) {
    return switch (statement) {
      case CreateModel create -> {
        models.create(create, caller);
        yield new StatementResult.Done("CREATE MODEL");
      }
      case DropModel drop -> {
        models.drop(drop, caller);
        yield new StatementResult.Done("DROP MODEL");
      }
      case ShowModel show ->
          MemoryRows.of(
              ModelDescription.COLUMNS,
              ModelDescription.of(show.name(), show.version(), caller),
              "SHOW MODEL");
      case ShowModels all -> LiveViews.models(caller);
      case EvaluateModel evaluate ->
          MemoryRows.of(ModelChecks.COLUMNS, checks.evaluate(evaluate, caller), "EVALUATE MODEL");
      case ExportModel export -> {
        exports.export(export, caller);
        yield new StatementResult.Done("EXPORT MODEL");
      }
    };
  }

  StatementResult execute(JobStatement statement, Caller caller) {
    return switch (statement) {
      case ShowJobs show -> LiveViews.jobs(caller);
      case WaitFor wait -> {
        await(wait, caller);
        yield new StatementResult.Done("WAIT");
      }
      case CancelJob cancel -> {
        jobs.cancel(cancel.id(), caller);
        yield new StatementResult.Done("CANCEL JOB");
      }
    };
  }

  private void await(WaitFor wait, Caller caller) {
    switch (wait.target()) {
      case WaitTarget.OfModel model -> models.await(model.name(), wait.timeout(), caller);
      case WaitTarget.OfJob job -> models.await(job.id(), wait.timeout(), caller);
      case WaitTarget.OfTransform transform ->
          throw new DatastoreException(
              ErrorCode.UNDEFINED_OBJECT,
              "transform \"%s\" does not exist".formatted(transform.name()));
    }
  }

  /** Returns the columns of the statement's rows, without running it. */
  static Optional<List<Column>> columns(ModelStatement statement) {
    return switch (statement) {
      case CreateModel create -> Optional.empty();
      case DropModel drop -> Optional.empty();
      case ShowModel show -> Optional.of(ModelDescription.COLUMNS);
      case ShowModels all -> Optional.of(LiveViews.MODEL_COLUMNS);
      case EvaluateModel evaluate -> Optional.of(ModelChecks.COLUMNS);
      case ExportModel export -> Optional.empty();
    };
  }

  /** Returns the columns of the statement's rows, without running it. */
  static Optional<List<Column>> columns(JobStatement statement) {
    return switch (statement) {
      case ShowJobs show -> Optional.of(LiveViews.JOB_COLUMNS);
      case WaitFor wait -> Optional.empty();
      case CancelJob cancel -> Optional.empty();
    };
  }

  /** Makes a result of one text column and one row, as SHOW gives it. */
  static StatementResult oneText(String column, String value) {
    return MemoryRows.of(
        List.of(new Column(column, DataType.TEXT)), List.of(List.of(value)), "SHOW");
  }
}
