// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.access.Ownership;
import dev.mynah.core.access.Rights;
import dev.mynah.core.access.RightsCache;
import dev.mynah.core.access.Securable;
import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.fault.CrashPoint;
import dev.mynah.core.job.Job;
import dev.mynah.core.job.JobDescription;
import dev.mynah.core.job.Jobs;
import dev.mynah.core.session.Caller;
import dev.mynah.core.transaction.CatalogWriter;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import dev.mynah.sql.tree.ModelStatement.CreateModel;
import dev.mynah.sql.tree.ModelStatement.DropModel;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.QualifiedName;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out CREATE MODEL, DROP MODEL and WAIT FOR MODEL. */
public final class Models {
  private final Engine engine;
  private final CatalogWriter writer;
  private final Jobs jobs;
  private final ModelFunctions functions;
  private final RightsCache rights;

  public Models(
      Engine engine,
      CatalogWriter writer,
      Jobs jobs,
      ModelFunctions functions,
      RightsCache rights) {
    this.rights = rights;
    this.engine = engine;
    this.writer = writer;
    this.jobs = jobs;
    this.functions = functions;
  }

  /** Enters the model and starts its training; with WAIT ON returns when that has ended. */
  public void create(CreateModel create, Caller caller) {
    ModelOptions options = ModelOptions.of(create);
    String schema = ModelDefinitions.schemaOf(create.name(), caller);
    caller.access().require(Privilege.CREATE_MODEL, Securable.SYSTEM);
    caller.access().requireCreate(schema);
    Optional<ModelEntry> former = ModelStore.find(caller.engine(), schema, create.name().name());
    former.ifPresent(entry -> caller.access().requireOwner(Rights.model(schema, entry.name())));
    if (former.isPresent() && !mayReplace(create, former.get())) {
      if (create.ifNotExists()) {
        caller.say("model \"%s\" already exists, skipping".formatted(create.name()));
        return;
      }
      throw alreadyExists(create, former.get());
    }
    ModelDefinition definition = ModelDefinitions.check(create, options, caller);
    Optional<QualifiedName> formerFunction =
        former.filter(entry -> entry.defaultVersion().isPresent()).flatMap(ModelEntry::function);
    caller.access().requireCreate(definition.functionSchema());
    ModelDefinitions.checkFunctionIsFree(definition, formerFunction, caller);
    options.sayWhatIsNotNeeded(caller);
    if (create.function().isEmpty()) {
      caller.say("the model's function is called \"%s\"".formatted(definition.functionName()));
    }
    RowsInHand inHand = RowsInHand.of(definition, caller);
    Job job = enter(definition, former, formerFunction, inHand, caller);
    if (options.waits(caller)) {
      JobWait.await(job, Optional.empty(), caller, () -> stop(job));
      ModelSummary.say(caller, schema, definition.name());
    }
  }

  /** A failed model that never answered leaves its name to the next. */
  private static boolean mayReplace(CreateModel create, ModelEntry former) {
    return create.orReplace()
        || (former.state().equals(ModelEntry.FAILED) && former.defaultVersion().isEmpty());
  }

  private static DatastoreException alreadyExists(CreateModel create, ModelEntry former) {
    DatastoreException error =
        new DatastoreException(
            ErrorCode.DUPLICATE_OBJECT, "model \"%s\" already exists".formatted(create.name()));
    return former.state().equals(ModelEntry.TRAINING)
        ? error
            .withDetail("It is being trained.")
            .withHint("Follow its training with SHOW JOBS, or stop it with DROP MODEL.")
        : error.withHint("Use CREATE OR REPLACE MODEL to train it again.");
  }

  private Job enter(
      ModelDefinition definition,
      Optional<ModelEntry> former,
      Optional<QualifiedName> formerFunction,
      RowsInHand inHand,
      Caller caller) {
    Entered entered = new Entered();
    writer.write(session -> {
      refuseSecondTraining(definition);
      refuseChange(former, ModelStore.find(session, definition.schema(), definition.name()));
      refuseTakenFunction(session, definition, former);
      JobDescription job =
          jobs.enter(
              session,
              JobDescription.TRAINING,
              definition.schema(),
              definition.name(),
              caller.user());
      boolean again = former.flatMap(ModelEntry::defaultVersion).isPresent();
      former.filter(entry -> !again).ifPresent(e -> ModelStore.delete(session, e.id()));
      long id =
          again
              ? former.orElseThrow().id()
              : ModelStore.insertModel(session, definition, caller.user());
      if (former.isEmpty()) {
        Ownership.modelMade(session, definition.schema(), definition.name(), caller.user());
      }
      ModelVersion version = new ModelVersion(id, ModelStore.nextVersion(session, id));
      ModelStore.insertVersion(
          session, version, definition, job, again ? "CREATE OR REPLACE MODEL" : "CREATE MODEL");
      entered.job = job;
      entered.version = version;
    });
    CrashPoint.ENTRY_WRITTEN.reached();
    rights.changed();
    ModelVersion version = Objects.requireNonNull(entered.version);
    return jobs.submit(
        Objects.requireNonNull(entered.job),
        new ModelTraining(
            engine,
            writer,
            functions,
            definition,
            version,
            caller.settings().searchPath(),
            formerFunction,
            (session, query) ->
                caller.access().checkQuery(session, query, caller.settings().searchPath()),
            inHand));
  }

  /** What a transaction has entered. */
  private static final class Entered {
    private @Nullable JobDescription job;
    private @Nullable ModelVersion version;
  }

  private void refuseSecondTraining(ModelDefinition definition) {
    List<Job> running = jobs.unfinishedAbout(definition.schema(), definition.name());
    if (!running.isEmpty()) {
      throw new DatastoreException(
              ErrorCode.OBJECT_IN_USE, "model \"%s\" is being trained".formatted(definition.name()))
          .withDetail("Job %d is training it.".formatted(running.getFirst().id()))
          .withHint(
              "Wait for it, or stop it with CANCEL JOB %d.".formatted(running.getFirst().id()));
    }
  }

  /** What was looked at before the transaction must still be so inside it. */
  private static void refuseChange(Optional<ModelEntry> before, Optional<ModelEntry> now) {
    if (!before.map(ModelEntry::id).equals(now.map(ModelEntry::id))) {
      throw new DatastoreException(
              ErrorCode.SERIALIZATION_FAILURE, "the model was created or dropped at the same time")
          .withHint("Run the statement again.");
    }
  }

  /** Two models that are trained at the same time cannot claim one function. */
  private static void refuseTakenFunction(
      EngineSession session, ModelDefinition definition, Optional<ModelEntry> former) {
    List<CatalogRow> claimed =
        CatalogRow.query(
            session,
            "SELECT m.model_name FROM ml._model_versions v JOIN ml._models m"
                + " ON m.model_id = v.model_id WHERE v.function_schema = $1"
                + " AND lower(v.function_name) = lower($2) AND v.state IN ('TRAINING', 'READY')"
                + " AND v.model_id <> $3 AND (v.version = m.default_version"
                + " OR v.state = 'TRAINING')",
            definition.functionSchema(),
            definition.functionName(),
            former.map(ModelEntry::id).orElse(0L));
    if (!claimed.isEmpty()) {
      throw new DatastoreException(
              ErrorCode.DUPLICATE_FUNCTION,
              "function \"%s\" already exists".formatted(definition.functionName()))
          .withDetail(
              "It belongs to the model \"%s\".".formatted(claimed.getFirst().text("model_name")))
          .withHint("Choose another name for the model's function.");
    }
  }

  private void stop(Job job) {
    jobs.cancel(job);
    while (!job.state().isFinal() && !Thread.currentThread().isInterrupted()) {
      job.await(1_000);
    }
  }

  /** Stops the model's training, takes its functions away and forgets it. */
  public void drop(DropModel drop, Caller caller) {
    if (drop.version().isPresent()) {
      throw new DatastoreException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "DROP MODEL .. VERSION is not supported yet");
    }
    String schema = ModelDefinitions.schemaOf(drop.name(), caller);
    Optional<ModelEntry> found = ModelStore.find(caller.engine(), schema, drop.name().name());
    if (found.isEmpty() && drop.ifExists()) {
      caller.say("model \"%s\" does not exist, skipping".formatted(drop.name()));
      return;
    }
    ModelEntry entry =
        found
            .filter(model -> isVisible(model, schema, caller))
            .orElseThrow(() -> doesNotExist(drop.name(), caller));
    caller.access().requireOwner(Rights.model(schema, entry.name()));
    jobs.unfinishedAbout(schema, entry.name()).forEach(this::stop);
    writer.write(session -> {
      // The training may have ended well in the meantime.
      ModelStore.find(session, schema, entry.name())
          .filter(now -> now.defaultVersion().isPresent())
          .flatMap(ModelEntry::function)
          .ifPresent(function -> functions.withdraw(session, function));
      ModelStore.delete(session, entry.id());
      Ownership.modelDropped(session, schema, entry.name());
    });
    rights.changed();
    CrashPoint.MODEL_DROPPED.reached();
    functions.withdrawn(entry.id());
    functions.retireAllBut(entry.id(), 0);
  }

  /** Waits for the model's training to end; returns at once when there is none. */
  public void await(QualifiedName name, Optional<Duration> limit, Caller caller) {
    String schema = ModelDefinitions.schemaOf(name, caller);
    ModelEntry entry = require(name, caller);
    for (Job job : jobs.unfinishedAbout(schema, entry.name())) {
      awaitEnd(job, limit, caller);
    }
    ModelEntry now = require(name, caller);
    if (now.state().equals(ModelEntry.FAILED)) {
      throw new DatastoreException(
              ErrorCode.TRAINING_FAILED, "the training of model \"%s\" has failed".formatted(name))
          .withDetail(now.error().orElse("The reason is not known") + ".");
    }
  }

  /** Waits whatever comes of the job; what became of its object is looked at afterwards. */
  private static void awaitEnd(Job job, Optional<Duration> limit, Caller caller) {
    try {
      JobWait.await(job, limit, caller, () -> {});
    } catch (DatastoreException e) {
      if (!job.state().isFinal()) {
        throw e;
      }
    }
  }

  /** Waits for a job to end. */
  public void await(long jobId, Optional<Duration> limit, Caller caller) {
    Optional<Job> job =
        jobs.unfinished(jobId).filter(found -> caller.access().actsAs(found.owner()));
    if (job.isPresent()) {
      JobWait.await(job.get(), limit, caller, () -> {});
      return;
    }
    DatastoreException error = jobs.ended(jobId, caller);
    if (error.code() == ErrorCode.UNDEFINED_OBJECT) {
      throw error;
    }
  }

  static ModelEntry require(QualifiedName name, Caller caller) {
    String schema = ModelDefinitions.schemaOf(name, caller);
    return ModelStore.find(caller.engine(), schema, name.name())
        .filter(model -> isVisible(model, schema, caller))
        .orElseThrow(() -> doesNotExist(name, caller));
  }

  /** A model that the user may not use is none to him. */
  private static boolean isVisible(ModelEntry model, String schema, Caller caller) {
    return caller.access().may(Privilege.EXECUTE, Rights.model(schema, model.name()));
  }

  private static DatastoreException doesNotExist(QualifiedName name, Caller caller) {
    DatastoreException error =
        new DatastoreException(
            ErrorCode.UNDEFINED_OBJECT, "model \"%s\" does not exist".formatted(name));
    String schema = ModelDefinitions.schemaOf(name, caller);
    List<String> names =
        ModelStore.names(caller.engine(), schema).stream()
            .filter(known -> caller.access().may(Privilege.EXECUTE, Rights.model(schema, known)))
            .toList();
    return NearestName.of(name.name(), names)
        .map(nearest -> error.withHint("Perhaps you meant \"%s\".".formatted(nearest)))
        .orElse(error);
  }
}
