// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to search for, and within which limits.
 *
 * @param target the name of the column to predict
 * @param problemType empty to infer it from the target
 * @param ignored names of columns that must not be used; they stay arguments of the model
 * @param maxRuntime wall time of the search, kept to one tenth; empty for a default by size
 * @param threads how many candidates may be trained at the same time, at least 1
 * @param objective what to rank candidates by and choose the threshold for; empty for log loss or
 *     the root of the mean squared error
 * @param positive the class of a binary target that counts as positive; empty for the usual rule
 * @param rows which rows teach, validate and test
 * @param candidates what is tried, and how much of it
 */
public record SearchRequest(
    String target,
    ModelType modelType,
    Optional<ProblemType> problemType,
    Set<String> ignored,
    Optional<Duration> maxRuntime,
    long seed,
    int threads,
    Optional<String> positive,
    Optional<Objective> objective,
    RowPlan rows,
    CandidatePlan candidates) {
  /** The seed of a search that was not given one. */
  public static final long DEFAULT_SEED = 20_240_501;

  public SearchRequest {
    ignored = Set.copyOf(ignored);
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads);
    }
    maxRuntime.ifPresent(limit -> {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException("maxRuntime: " + limit);
      }
    });
  }

  /** Makes a request that divides its rows as usual. */
  public SearchRequest(
      String target,
      ModelType modelType,
      Optional<ProblemType> problemType,
      Set<String> ignored,
      Optional<Duration> maxRuntime,
      long seed,
      int threads,
      Optional<String> positive,
      Optional<Objective> objective) {
    this(
        target,
        modelType,
        problemType,
        ignored,
        maxRuntime,
        seed,
        threads,
        positive,
        objective,
        RowPlan.USUAL,
        CandidatePlan.USUAL);
  }

  /** Makes a request with the usual objective. */
  public SearchRequest(
      String target,
      ModelType modelType,
      Optional<ProblemType> problemType,
      Set<String> ignored,
      Optional<Duration> maxRuntime,
      long seed,
      int threads,
      Optional<String> positive) {
    this(
        target,
        modelType,
        problemType,
        ignored,
        maxRuntime,
        seed,
        threads,
        positive,
        Optional.empty());
  }

  /** Returns a request with every setting at its default, on one thread. */
  public static SearchRequest forTarget(String target) {
    return new SearchRequest(
        target,
        ModelType.AUTO,
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        DEFAULT_SEED,
        1,
        Optional.empty());
  }

  /** Returns the same request for rows that take part in another way. */
  public SearchRequest withRows(RowPlan plan) {
    return new SearchRequest(
        target,
        modelType,
        problemType,
        ignored,
        maxRuntime,
        seed,
        threads,
        positive,
        objective,
        plan,
        candidates);
  }

  /** Returns the same request for other candidates. */
  public SearchRequest withCandidates(CandidatePlan plan) {
    return new SearchRequest(
        target,
        modelType,
        problemType,
        ignored,
        maxRuntime,
        seed,
        threads,
        positive,
        objective,
        rows,
        plan);
  }

  /** Returns the kinds of learners that may be tried. */
  Set<ModelType> types() {
    if (modelType != ModelType.AUTO) {
      return EnumSet.of(modelType);
    }
    return candidates.types().isEmpty()
        ? EnumSet.complementOf(EnumSet.of(ModelType.AUTO))
        : candidates.types();
  }

  /** Returns the columns that must not be used, each with the reason. */
  Map<String, String> setAside() {
    Map<String, String> reasons = new LinkedHashMap<>();
    SplitRequest split = rows.split();
    for (String column : split.columns()) {
      switch (split.rule()) {
        case BY_COLUMN -> reasons.put(column, "names the part of each row");
        case BY_GROUP -> reasons.put(column, "groups the rows of the split");
        case AUTO, NONE, RANDOM, STRATIFIED, BY_TIME -> {}
      }
    }
    rows.weight().ifPresent(column -> reasons.put(column, "weighs the rows"));
    ignored.forEach(column -> reasons.put(column, "ignored by IGNORE"));
    return reasons;
  }
}
