// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.Split;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.spi.data.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One search, from rows to a model and its reports. Used by one thread, once. */
final class Search {
  private static final double AFTER_ANALYSE = 2;
  private static final double AFTER_SPLIT = 3;
  private static final double AFTER_PREPROCESS = 5;
  private static final double AFTER_CANDIDATES = 75;
  private static final double AFTER_REFIT = 98;

  private final Dataset dataset;
  private final SearchRequest request;
  private final TrainingThreads threads;
  private final Budget budget;
  private final Steps steps;
  private final long startCpu = Training.cpuNanos();
  private final List<String> warnings = new ArrayList<>();
  private double cpuSeconds;
  private boolean limited;

  Search(Dataset dataset, SearchRequest request, SearchListener listener, TrainingThreads threads) {
    this.dataset = dataset;
    this.request = request;
    this.threads = threads;
    this.steps = new Steps(listener);
    this.budget =
        new Budget(
            request
                .maxRuntime()
                .orElse(Budget.defaultLimit(dataset.rows(), dataset.columns().size())));
  }

  SearchResult run() {
    Target target = analyse();
    Profile profile = profile(target);
    CanonicalRows rows = CanonicalRows.of(dataset, profile.used(), target, request.seed());
    Split split = split(rows, target);
    Prepared prepared = prepare(target, profile, split);
    TrainingRows validation = Objects.requireNonNull(prepared.validation());
    Truth truth = new Truth(validation.target(), validation.classes());
    List<Candidate> candidates = Portfolio.of(request.modelType(), split.training().length);
    List<Trial> trials = trials(candidates, prepared);
    Blend blend = Blend.of(trials, truth);
    steps.bestScore(truth.score(blend.loss()));
    Predictor predictor = refit(blend, target, profile, rows, prepared);
    return steps.run(
        "evaluate",
        "compare with the truth on the validation rows",
        validation.rows(),
        100,
        () -> {
          Reports reports = new Reports(target, truth, blend);
          return new SearchResult(
              predictor,
              target.problemType(),
              target.reason(),
              target.report(),
              reports.candidates(candidates, trials),
              reports.features(profile, prepared.training()),
              reports.metrics(),
              truth.objective(),
              truth.score(blend.loss()),
              reports.baseline(),
              prepared.training().rows(),
              validation.rows(),
              dataset.columns().size(),
              budget.seconds(),
              cpuSeconds + (Training.cpuNanos() - startCpu) / 1e9,
              limited,
              warnings,
              reports.confusion());
        },
        result -> result.objective().label() + " " + Reports.rounded(result.score()));
  }

  private Target analyse() {
    Target target =
        steps.run(
            "analyse",
            "find out what kind of target \"%s\" is".formatted(request.target()),
            dataset.rows(),
            AFTER_ANALYSE / 2,
            () -> TargetAnalysis.of(dataset, request),
            Target::reason);
    warnings.addAll(target.warnings());
    return target;
  }

  private Profile profile(Target target) {
    Profile profile =
        steps.run(
            "profile",
            "find out which columns can teach something",
            target.rows().length,
            AFTER_ANALYSE,
            () -> Profile.of(dataset, target, request.ignored()),
            found -> "%d of %d columns".formatted(found.used().length, found.reports().size()));
    warnings.addAll(profile.warnings());
    return profile;
  }

  private Split split(CanonicalRows rows, Target target) {
    return steps.run(
        "split",
        "hold out rows for validation, stratified by target",
        rows.rows().length,
        AFTER_SPLIT,
        () -> Holdout.of(rows, target),
        split ->
            "%d training rows, %d validation rows"
                .formatted(split.training().length, split.validation().length));
  }

  private Prepared prepare(Target target, Profile profile, Split split) {
    Prepared prepared =
        steps.run(
            "preprocess",
            "encode columns as features, fitted on the training rows",
            split.training().length,
            AFTER_PREPROCESS,
            () -> Prepared.of(dataset, target, profile.used(), split),
            done -> "%d features".formatted(done.encoder().sources().size()));
    TrainingRows validation = Objects.requireNonNull(prepared.validation());
    warnings.addAll(Leakage.warnings(prepared.training(), validation));
    return prepared;
  }

  private List<Trial> trials(List<Candidate> candidates, Prepared prepared) {
    Trials running =
        new Trials(
            candidates,
            prepared,
            request.seed(),
            budget,
            steps,
            AFTER_PREPROCESS,
            AFTER_CANDIDATES);
    List<Trial> trials = running.run(threads);
    cpuSeconds += running.cpuSeconds();
    limited |= running.limited();
    if (trials.isEmpty()) {
      throw Unsuitable.noTime(budget.seconds());
    }
    return trials;
  }

  private Predictor refit(
      Blend blend, Target target, Profile profile, CanonicalRows rows, Prepared prepared) {
    Prepared all = Prepared.of(dataset, target, profile.used(), new Split(rows.rows(), new int[0]));
    Refit refit =
        new Refit(
            blend, all, prepared.training().rows(), request.seed(), budget, request.threads());
    Optional<List<Member>> refitted =
        refit.expectedSeconds() > budget.secondsLeft()
            ? Optional.empty()
            : steps.run(
                "refit",
                "train the chosen candidates again on all rows",
                rows.rows().length,
                AFTER_REFIT,
                () -> refit.run(threads, steps, AFTER_CANDIDATES, AFTER_REFIT),
                members -> members.isPresent() ? "done" : "cut by the time limit");
    cpuSeconds += refit.cpuSeconds();
    if (refitted.isEmpty()) {
      limited = true;
      warnings.add(
          "The time limit left no time to train on the validation rows too: the model knows %d of %d rows."
              .formatted(prepared.training().rows(), rows.rows().length));
    }
    return refitted
        .map(members -> predictor(target, all, members))
        .orElseGet(() -> predictor(target, prepared, blend.members()));
  }

  private Predictor predictor(Target target, Prepared prepared, List<Member> members) {
    List<Column> inputs = new ArrayList<>(dataset.columns());
    inputs.remove(target.column());
    return new Predictor(
        target.report().column(),
        inputs,
        target.problemType(),
        target.classes(),
        prepared.encoder(),
        members);
  }
}
