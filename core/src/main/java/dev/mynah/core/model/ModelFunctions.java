// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.transaction.ModelNames;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.automl.RecentAnswers;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.FunctionPublication;
import dev.mynah.spi.engine.FunctionRegistry;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the models: installed in the engine under internal names, published to users in
 * the transaction that makes a version the one that answers.
 */
public final class ModelFunctions implements ModelNames {
  private final FunctionRegistry registry;
  private final Map<ModelVersion, Installed> installed = new ConcurrentHashMap<>();
  private final Map<Long, Published> published = new ConcurrentHashMap<>();
  private final AtomicLong swaps = new AtomicLong();

  public ModelFunctions(FunctionRegistry registry) {
    this.registry = registry;
  }

  /** The functions of one version. */
  private record Installed(Predictor predictor, Map<FunctionKind, CountedFunction> functions) {}

  /** What users call, and the schema of the model that it belongs to. */
  private record Published(String modelSchema, QualifiedName function, boolean classifies) {}

  /** Makes the functions of a version callable by their internal names. */
  void install(ModelVersion version, Predictor predictor) {
    String name = version.functionName();
    RecentAnswers recent = new RecentAnswers(predictor);
    Map<FunctionKind, CountedFunction> functions = new EnumMap<>(FunctionKind.class);
    for (FunctionKind kind : kinds(predictor)) {
      FunctionUse use = new FunctionUse();
      ModelAnswers answers = new ModelAnswers(predictor, recent, use);
      functions.put(kind, new CountedFunction(kind.of(answers, name + kind.suffix()), use));
    }
    functions.values().forEach(registry::install);
    installed.put(version, new Installed(predictor, functions));
  }

  /** Returns a row for each function: version, end of the name, and how much it was used. */
  List<List<@Nullable Object>> uses() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    installed.forEach((version, one) ->
        one.functions()
            .forEach((kind, function) -> {
              FunctionUse use = function.use();
              rows.add(
                  List.of(
                      version.modelId(),
                      version.number(),
                      kind.suffix(),
                      use.calls(),
                      use.rows(),
                      use.found(),
                      use.seconds()));
            }));
    return rows;
  }

  /** Returns the predictor of an installed version. */
  Optional<Predictor> predictor(ModelVersion version) {
    return Optional.ofNullable(installed.get(version)).map(Installed::predictor);
  }

  /**
   * Returns the predictor of the version that answers.
   *
   * @param version what the statement names, if any
   */
  Predictor answering(ModelEntry entry, OptionalInt version, String statement) {
    long number = entry.defaultVersion().orElseThrow(() -> ModelErrors.notReady(entry));
    if (version.isPresent() && version.getAsInt() != number) {
      throw new DatastoreException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "%s is only supported for the version that answers".formatted(statement));
    }
    return predictor(new ModelVersion(entry.id(), number))
        .orElseThrow(() -> ModelErrors.notReady(entry));
  }

  /** Makes the installed functions those that users call, in the session's transaction. */
  void publish(
      EngineSession session,
      ModelVersion version,
      QualifiedName function,
      @Nullable String returns) {
    Predictor predictor = installedOf(version).predictor();
    for (FunctionKind kind : kinds(predictor)) {
      DataType result =
          kind == FunctionKind.PREDICT && returns != null
              ? DataType.other(returns)
              : kind.result(predictor);
      FunctionPublication publication =
          new FunctionPublication(
              function.schema().orElseThrow(),
              function.name() + kind.suffix(),
              version.functionName() + kind.suffix(),
              predictor.inputs(),
              kind.extra(),
              result);
      registry.publication(publication).forEach(session::execute);
    }
  }

  private static List<FunctionKind> kinds(Predictor predictor) {
    return FunctionKind.of(predictor.problemType().isClassification());
  }

  private Installed installedOf(ModelVersion version) {
    Installed functions = installed.get(version);
    if (functions == null) {
      throw new IllegalStateException(version + " is not installed");
    }
    return functions;
  }

  /** Takes the functions that users call away, in the session's transaction. */
  void withdraw(EngineSession session, QualifiedName function) {
    String schema = function.schema().orElseThrow();
    for (FunctionKind kind : FunctionKind.values()) {
      session.execute(registry.withdrawal(schema, function.name() + kind.suffix()));
    }
  }

  /** Says that the publication of a version is committed. */
  void published(long modelId, String modelSchema, QualifiedName function, boolean classifies) {
    published.put(modelId, new Published(modelSchema, function, classifies));
    swaps.incrementAndGet();
  }

  /** Says that the functions of a model are withdrawn for good. */
  void withdrawn(long modelId) {
    published.remove(modelId);
    swaps.incrementAndGet();
  }

  /** Says that the models are gone with the database that held them. */
  public void forgetAll() {
    installed.values().forEach(old -> old.functions().values().forEach(registry::retire));
    installed.clear();
    published.clear();
    swaps.incrementAndGet();
  }

  /** Frees the functions of the versions of a model, but for one. */
  void retireAllBut(long modelId, long keptVersion) {
    for (ModelVersion version : List.copyOf(installed.keySet())) {
      if (version.modelId() == modelId && version.number() != keptVersion) {
        Installed old = installed.remove(version);
        if (old != null) {
          old.functions().values().forEach(registry::retire);
        }
      }
    }
  }

  /**
   * Counts the publications so far: a statement that was prepared at a lower count may still call a
   * function that has been replaced.
   */
  public long swaps() {
    return swaps.get();
  }

  @Override
  public Set<String> functions() {
    return published.values().stream()
        .flatMap(entry ->
            FunctionKind.of(entry.classifies()).stream()
                .map(kind -> entry.function().name() + kind.suffix()))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> schemas() {
    return published.values().stream()
        .flatMap(
            entry -> List.of(entry.modelSchema(), entry.function().schema().orElse("")).stream())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
