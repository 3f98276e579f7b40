// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.evaluation.Score;
import dev.mynah.spi.data.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One search, from rows to a model and its reports. Used by one thread, once. */
final class Search {
  private static final double AFTER_ANALYSE = 2;
  private static final double AFTER_SPLIT = 3;
  private static final double AFTER_PREPROCESS = 5;
  private static final double AFTER_CANDIDATES = 75;
  private static final double AFTER_REFIT = 97;
  private static final double AFTER_EXPLAIN = 98;

  private final Dataset given;
  private final SearchRequest request;
  private final TrainingThreads threads;
  private final Budget budget;
  private final Steps steps;
  private final long startCpu = Training.cpuNanos();
  private final List<String> warnings = new ArrayList<>();
  private Dataset dataset;
  private double cpuSeconds;
  private boolean limited;

  Search(
      Dataset given,
      SearchRequest request,
      SearchListener listener,
      TrainingThreads threads,
      Budget budget) {
    this.given = given;
    this.dataset = given;
    this.request = request;
    this.threads = threads;
    this.steps = new Steps(listener, budget);
    this.budget = budget;
  }

  SearchResult run() {
    LearningRows learning = LearningRows.of(given, request, steps, AFTER_ANALYSE / 2);
    dataset = learning.dataset();
    warnings.addAll(learning.warnings());
    Target target = analyse();
    Objective objective = objective(target);
    Profile profile = profile(target);
    CanonicalRows rows = CanonicalRows.of(dataset, profile.used(), target, request.seed());
    Folds folds = split(learning.plan(), rows, target);
    Prepared encoded = prepare(target, profile, rows, folds);
    Contest.Outcome outcome =
        new Contest(request, encoded, threads, budget, steps)
            .run(AFTER_PREPROCESS, AFTER_CANDIDATES);
    cpuSeconds += outcome.cpuSeconds();
    limited |= outcome.limited();
    Prepared prepared = outcome.prepared();
    Truth truth = prepared.toldTruth();
    Blend blend = blend(outcome.finalists(), prepared);
    Decision decision = Decision.of(truth, blend.answers(), Blend.parts(prepared), objective);
    Score score = Decision.score(truth, blend.answers(), decision.labels(), objective);
    steps.bestScore(score.value());
    Spread spread = spread(blend, prepared);
    Predictor predictor = refit(blend, target, prepared, decision.threshold()).withSpread(spread);
    Reports reports = new Reports(target, prepared, blend, objective, decision);
    List<FeatureReport> features =
        steps.run(
            "explain",
            "find out what each feature means to the model",
            prepared.all().rows(),
            AFTER_EXPLAIN,
            () -> reports.features(profile, prepared),
            found -> "%d features".formatted(found.size()));
    return steps.run(
        "evaluate",
        "compare with the truth on the validated and test rows",
        truth.rows(),
        100,
        () -> {
          int validated = prepared.folds().isCross() ? 0 : truth.rows();
          return new SearchResult(
              predictor,
              target.problemType(),
              target.reason(),
              target.report(),
              reports.candidates(outcome.candidates(), outcome.trials(), request.candidates()),
              features,
              reports.metrics(),
              objective.metric(),
              score.value(),
              score.baseline(),
              prepared.all().rows() - validated,
              validated,
              dataset.columns().size(),
              budget.seconds(),
              cpuSeconds + (Training.cpuNanos() - startCpu) / 1e9,
              limited,
              warnings,
              reports.confusion(),
              learning.testing().map(testing -> testing.score(predictor)),
              learning.split(rows, folds));
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

  private Objective objective(Target target) {
    boolean values = target.problemType() == ProblemType.REGRESSION;
    Objective objective =
        request.objective().orElse(Objective.of(values ? Metric.RMSE : Metric.LOG_LOSS));
    if (!objective.fits(target.problemType())) {
      throw Unsuitable.objective(objective.metric().label(), target.problemType());
    }
    if (request.objective().isPresent()) {
      steps.hideScores();
    }
    return objective;
  }

  private Profile profile(Target target) {
    Profile profile =
        steps.run(
            "profile",
            "find out which columns can teach something",
            target.rows().length,
            AFTER_ANALYSE,
            () -> Profile.of(dataset, target, request.setAside()),
            found -> "%d of %d columns".formatted(found.used().length, found.reports().size()));
    warnings.addAll(profile.warnings());
    return profile;
  }

  private Folds split(FoldPlan plan, CanonicalRows rows, Target target) {
    return steps.run(
        "split",
        "divide the rows for validation",
        rows.rows().length,
        AFTER_SPLIT,
        () -> plan.folds(rows, target),
        folds ->
            folds.isCross()
                ? "%d folds".formatted(folds.splits().size())
                : "%d training rows, %d validation rows"
                    .formatted(
                        folds.splits().get(0).training().length,
                        folds.splits().get(0).validation().length));
  }

  private Prepared prepare(Target target, Profile profile, CanonicalRows rows, Folds folds) {
    Prepared prepared =
        steps.run(
            "preprocess",
            "encode columns as features",
            rows.rows().length,
            AFTER_PREPROCESS,
            () -> Prepared.of(dataset, target, profile.used(), rows, folds, request.rows()),
            done -> "%d features".formatted(done.encoder().sources().size()));
    warnings.addAll(
        Leakage.warnings(
            prepared.encoder().sources(),
            prepared.training().get(0),
            prepared.validation().get(0)));
    return prepared;
  }

  private Blend blend(List<Trial> trials, Prepared prepared) {
    Blend blend =
        steps.run(
            "blend",
            "weigh and calibrate the candidates",
            prepared.truth().rows(),
            AFTER_CANDIDATES,
            () -> Blend.of(trials, prepared, request.candidates()),
            found -> "%d of %d candidates".formatted(found.trials().size(), trials.size()));
    return blend;
  }

  private Spread spread(Blend blend, Prepared prepared) {
    return prepared.all().classes() > 0
        ? Spread.UNKNOWN
        : steps.run(
            "intervals",
            "learn where answers are far from the truth",
            prepared.truth().rows(),
            AFTER_CANDIDATES,
            () -> SpreadSearch.of(blend, prepared, budget).run(),
            found -> "%d errors".formatted(found.quotients().length));
  }

  private Predictor refit(Blend blend, Target target, Prepared prepared, double threshold) {
    Refit refit =
        new Refit(blend, prepared, request.seed(), budget, request.threads(), request.candidates());
    boolean late = refit.isNeeded() && refit.expectedSeconds() > budget.secondsLeft();
    Optional<List<Member>> refitted =
        steps.run(
            "refit",
            "train the chosen candidates again on all rows",
            prepared.all().rows(),
            AFTER_REFIT,
            () ->
                late ? Optional.empty() : refit.run(threads, steps, AFTER_CANDIDATES, AFTER_REFIT),
            members ->
                !refit.isNeeded()
                    ? "not needed: the models of the folds answer together"
                    : members.isPresent() ? "done" : "cut by the time limit");
    cpuSeconds += refit.cpuSeconds();
    if (refitted.isEmpty()) {
      limited = true;
      warnings.add(
          "The time limit left no time to train again on all rows: each model knows %d of %d rows."
              .formatted(prepared.training().getLast().rows(), prepared.all().rows()));
    }
    return predictor(target, prepared, blend, threshold, refitted.orElseGet(refit::ofFolds));
  }

  private Predictor predictor(
      Target target, Prepared prepared, Blend blend, double threshold, List<Member> members) {
    List<Column> inputs = new ArrayList<>(dataset.columns());
    inputs.remove(target.column());
    return new Predictor(
            target.report().column(),
            inputs,
            target.problemType(),
            target.classes(),
            prepared.encoder(),
            members,
            blend.calibration(),
            threshold)
        .withBackground(Background.of(prepared.all().features()));
  }
}
