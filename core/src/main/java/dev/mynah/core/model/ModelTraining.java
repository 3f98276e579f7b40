// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.fault.CrashPoint;
import dev.mynah.core.job.JobCancelledException;
import dev.mynah.core.job.JobProgress;
import dev.mynah.core.job.JobWork;
import dev.mynah.core.session.Settings;
import dev.mynah.core.transaction.CatalogWriter;
import dev.mynah.ml.automl.AutoMl;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.automl.SearchListener;
import dev.mynah.ml.automl.SearchRequest;
import dev.mynah.ml.automl.SearchResult;
import dev.mynah.ml.automl.Step;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.format.ModelWriter;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The job of CREATE MODEL: reads the rows, searches, stores the model, installs its functions, and
 * publishes them in the transaction that makes the model READY.
 */
final class ModelTraining implements JobWork {
  private static final double PERCENT_AFTER_READING = 5;
  private static final double PERCENT_AFTER_SEARCH = 98;

  private final Engine engine;
  private final CatalogWriter writer;
  private final ModelFunctions functions;
  private final ModelDefinition definition;
  private final ModelVersion version;
  private final List<String> searchPath;
  private final Optional<QualifiedName> formerFunction;
  private final Consumer<EngineSession> rights;

  /** Rows that only the caller's session can see, read before the statement returned. */
  private @Nullable Dataset rowsInHand;

  ModelTraining(
      Engine engine,
      CatalogWriter writer,
      ModelFunctions functions,
      ModelDefinition definition,
      ModelVersion version,
      List<String> searchPath,
      Optional<QualifiedName> formerFunction,
      Consumer<EngineSession> rights,
      @Nullable Dataset rowsInHand) {
    this.engine = engine;
    this.writer = writer;
    this.functions = functions;
    this.definition = definition;
    this.version = version;
    this.searchPath = List.copyOf(searchPath);
    this.formerFunction = formerFunction;
    this.rights = rights;
    this.rowsInHand = rowsInHand;
  }

  @Override
  public Outcome run(JobProgress progress) {
    Dataset rows = read(progress);
    CrashPoint.ROWS_READ.reached();
    SearchResult result = search(rows, progress);
    CrashPoint.MODEL_TRAINED.reached();
    Predictor predictor = result.predictor();
    byte[] bytes = ModelWriter.write(predictor);
    progress.check();
    progress.beginStep("store", "writing the model", 0);
    writer.write(session -> ModelStore.insertBytes(session, version, bytes));
    CrashPoint.MODEL_BYTES_WRITTEN.reached();
    functions.install(version, predictor);
    CrashPoint.FUNCTION_INSTALLED.reached();
    progress.endStep("store", "wrote %d bytes".formatted(bytes.length), 0);
    QualifiedName function =
        QualifiedName.of(definition.functionSchema(), definition.functionName());
    return new Outcome(
        session -> {
          formerFunction
              .filter(former -> !former.equals(function))
              .ifPresent(former -> functions.withdraw(session, former));
          functions.publish(session, version, function, definition.returns().orElse(null));
          ModelStore.ready(session, version, result, bytes.length);
        },
        () -> {
          functions.published(
              version.modelId(),
              definition.schema(),
              function,
              predictor.problemType().isClassification());
          functions.retireAllBut(version.modelId(), version.number());
        },
        result.cpuSeconds());
  }

  private Dataset read(JobProgress progress) {
    progress.report(0, "reading rows", OptionalDouble.empty());
    progress.beginStep("read", "reading the training rows", 0);
    Dataset rows = rowsInHand;
    rowsInHand = null;
    if (rows == null) {
      try (EngineSession session = engine.connect()) {
        progress.onCancel(session::cancel);
        session.execute("SET search_path = " + Settings.enginePath(searchPath));
        rights.accept(session);
        rows = TrainingRowsReader.read(session, definition.query());
      }
    }
    progress.check();
    progress.endStep(
        "read",
        "read %d rows of %d columns".formatted(rows.rows(), rows.columns().size()),
        rows.rows());
    progress.report(PERCENT_AFTER_READING, "analysing", OptionalDouble.empty());
    return rows;
  }

  private SearchResult search(Dataset rows, JobProgress progress) {
    SearchRequest request =
        new SearchRequest(
            definition.target().name(),
            definition.modelType(),
            definition.problemType(),
            definition.ignored(),
            definition.maxRuntime(),
            definition.seed(),
            Runtime.getRuntime().availableProcessors(),
            definition.positive(),
            definition.objective());
    try {
      return AutoMl.search(rows, request, new Listener(progress));
    } catch (TrainingCancelledException e) {
      throw new JobCancelledException();
    }
  }

  @Override
  public void failed(EngineSession session, DatastoreException error) {
    ModelStore.failed(
        session,
        version,
        error.detail().map(detail -> error.message() + ": " + detail).orElse(error.message()));
  }

  /** Hands what the search says on to the job. */
  private record Listener(JobProgress progress) implements SearchListener {
    @Override
    public void step(Step step) {
      switch (step.state()) {
        case BEGIN -> progress.beginStep(step.name(), step.detail(), step.rows());
        case END -> progress.endStep(step.name(), step.detail(), step.rows());
      }
    }

    @Override
    public void progress(double percent, String phase, OptionalDouble bestScore) {
      double share = percent / 100;
      progress.report(
          PERCENT_AFTER_READING + share * (PERCENT_AFTER_SEARCH - PERCENT_AFTER_READING),
          phase,
          bestScore);
    }

    @Override
    public boolean cancelled() {
      return progress.isCancelled();
    }
  }
}
