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
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.QualifiedName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

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
  private final BiConsumer<EngineSession, String> rights;

  private RowsInHand rowsInHand;

  ModelTraining(
      Engine engine,
      CatalogWriter writer,
      ModelFunctions functions,
      ModelDefinition definition,
      ModelVersion version,
      List<String> searchPath,
      Optional<QualifiedName> formerFunction,
      BiConsumer<EngineSession, String> rights,
      RowsInHand rowsInHand) {
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
    RowsInHand rows = read(progress);
    CrashPoint.ROWS_READ.reached();
    Dataset training = Objects.requireNonNull(rows.training());
    SearchResult result = search(training, Optional.ofNullable(rows.test()), progress);
    SplitText split = SplitText.of(result.split(), training);
    CrashPoint.MODEL_TRAINED.reached();
    Predictor predictor = result.predictor();
    byte[] bytes = ModelWriter.write(predictor);
    Provenance provenance = Provenance.of(training, bytes, result);
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
          ModelStore.ready(session, version, definition, result, provenance, bytes.length);
          split.insert(session, version);
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

  private RowsInHand read(JobProgress progress) {
    progress.report(0, "reading rows", OptionalDouble.empty());
    progress.beginStep("read", "reading the training rows", 0);
    RowsInHand given = rowsInHand;
    rowsInHand = RowsInHand.NONE;
    RowsInHand rows = given;
    boolean wantsTest = definition.testQuery().isPresent() && given.test() == null;
    if (given.training() == null || wantsTest) {
      try (EngineSession session = engine.connect()) {
        progress.onCancel(session::cancel);
        session.execute("SET search_path = " + Settings.enginePath(searchPath));
        try (Transaction snapshot = session.begin()) {
          rows = read(session, given);
          snapshot.commit();
        }
      }
    }
    progress.check();
    Dataset training = Objects.requireNonNull(rows.training());
    progress.endStep(
        "read",
        "read %d rows of %d columns".formatted(training.rows(), training.columns().size()),
        training.rows());
    progress.report(PERCENT_AFTER_READING, "analysing", OptionalDouble.empty());
    return rows;
  }

  private RowsInHand read(EngineSession session, RowsInHand given) {
    Dataset training = given.training();
    Dataset test = given.test();
    if (training == null) {
      rights.accept(session, definition.query());
      training = TrainingRowsReader.read(session, definition.query());
    }
    String testQuery = definition.testQuery().orElse(null);
    if (testQuery != null && test == null) {
      rights.accept(session, testQuery);
      test = TrainingRowsReader.read(session, testQuery);
    }
    return new RowsInHand(training, test);
  }

  private SearchResult search(Dataset rows, Optional<Dataset> test, JobProgress progress) {
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
            definition.objective(),
            definition.rows().withTest(test),
            definition.candidates());
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
    public void progress(
        double percent, String phase, OptionalDouble bestScore, double secondsLeft) {
      double share = percent / 100;
      progress.report(
          PERCENT_AFTER_READING + share * (PERCENT_AFTER_SEARCH - PERCENT_AFTER_READING),
          phase,
          bestScore);
      progress.secondsLeft(secondsLeft);
    }

    @Override
    public boolean cancelled() {
      return progress.isCancelled();
    }
  }
}
