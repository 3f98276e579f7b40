// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.automl.CandidateReport.State;
import dev.mynah.ml.automl.FeatureReport.Treatment;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.evaluation.ClassificationMetrics;
import dev.mynah.ml.evaluation.ConfusionCell;
import dev.mynah.ml.evaluation.Score;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.preprocess.FeatureSource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Describes a search's outcome. */
final class Reports {
  static final String ENSEMBLE = "ENSEMBLE";

  private final Target target;
  private final Truth truth;
  private final Blend blend;
  private final List<Score> scores;
  private final String part;
  private final int[] parts;
  private final Objective objective;
  private final Decision decision;

  Reports(Target target, Prepared prepared, Blend blend, Objective objective, Decision decision) {
    this.target = target;
    this.truth = prepared.toldTruth();
    this.objective = objective;
    this.decision = decision;
    this.parts = Blend.parts(prepared);
    this.blend = blend;
    this.scores = truth.scores(blend.answers(), decision.labels());
    this.part = prepared.folds().isCross() ? MetricReport.OUT_OF_FOLD : MetricReport.VALIDATION;
  }

  /** Returns a number of four digits, as every locale writes it. */
  static String rounded(double value) {
    return rounded(value, 4);
  }

  static String rounded(double value, int digits) {
    return Double.isFinite(value)
        ? new BigDecimal(value, new MathContext(digits)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  List<MetricReport> metrics() {
    return scores.stream()
        .map(score -> new MetricReport(part, score.metric(), score.value(), score.baseline()))
        .toList();
  }

  /** Returns the objective that the model reaches, beside the best constant answer's. */
  Score score() {
    return Decision.score(truth, blend.answers(), decision.labels(), objective);
  }

  List<CandidateReport> candidates(
      List<Candidate> candidates, List<Trial> trials, CandidatePlan plan) {
    List<CandidateReport> reports = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Optional<Trial> trial =
          trials.stream().filter(one -> one.candidate().equals(candidate)).findFirst();
      reports.add(trial.map(this::report).orElseGet(() -> skipped(candidate)));
    }
    boolean changed =
        blend.trials().size() > 1
            || !blend.calibration().equals(Calibration.NONE)
            || decision.threshold() != Decision.EVEN;
    if (changed && plan.mixes() && (plan.max() == 0 || reports.size() < plan.max())) {
      reports.add(ensemble());
    }
    double sign = objective.metric().higherIsBetter() ? -1 : 1;
    reports.sort(Comparator.comparingDouble(report -> sign * report.score()));
    for (int index = 0; index < reports.size(); index++) {
      if (!Double.isNaN(reports.get(index).loss())) {
        reports.set(index, reports.get(index).withRank(index + 1));
      }
    }
    return reports;
  }

  private CandidateReport report(Trial trial) {
    return new CandidateReport(
        trial.candidate().name(),
        trial.candidate().recipe().algorithm().name(),
        trial.state(),
        score(trial),
        trial.loss(),
        0,
        weight(trial),
        trial.seconds(),
        trial.hyperparameters());
  }

  private double weight(Trial trial) {
    int place = blend.trials().indexOf(trial);
    return place < 0 ? 0 : blend.weights()[place];
  }

  private double score(Trial trial) {
    Decision own = Decision.of(truth, trial.answers(), parts, objective);
    return Decision.score(truth, trial.answers(), own.labels(), objective).value();
  }

  private static CandidateReport skipped(Candidate candidate) {
    return new CandidateReport(
        candidate.name(),
        candidate.recipe().algorithm().name(),
        State.SKIPPED,
        Double.NaN,
        Double.NaN,
        0,
        0,
        0,
        candidate.recipe().hyperparameters());
  }

  private CandidateReport ensemble() {
    SequencedMap<String, String> weights = new LinkedHashMap<>();
    for (int index = 0; index < blend.weights().length; index++) {
      weights.put(blend.trials().get(index).candidate().name(), rounded(blend.weights()[index]));
    }
    if (decision.threshold() != Decision.EVEN) {
      weights.put("threshold", rounded(decision.threshold()));
    }
    if (!blend.calibration().equals(Calibration.NONE)) {
      weights.put("calibration_scale", rounded(blend.calibration().scale()));
      weights.put("calibration_shift", rounded(blend.calibration().shift()));
    }
    return new CandidateReport(
        "ensemble", ENSEMBLE, State.TRAINED, score().value(), blend.loss(), 0, 1, 0, weights);
  }

  /** Returns the columns and what was derived of them, with their importance in the blend. */
  List<FeatureReport> features(Profile profile, Prepared prepared) {
    List<FeatureSource> sources = prepared.encoder().sources();
    double[] importance = new double[sources.size()];
    for (int index = 0; index < blend.weights().length; index++) {
      double[] own = importance(blend.trials().get(index), prepared.all().features());
      for (int feature = 0; feature < importance.length; feature++) {
        importance[feature] += blend.weights()[index] * own[feature];
      }
    }
    List<FeatureReport> reports = new ArrayList<>();
    int feature = 0;
    for (FeatureReport report : profile.reports()) {
      if (report.treatment() == Treatment.DROPPED) {
        reports.add(report);
        continue;
      }
      int input = sources.get(feature).input();
      reports.add(report.withImportance(importance[feature++]));
      while (feature < importance.length && sources.get(feature).input() == input) {
        String name = sources.get(feature).feature().name();
        reports.add(report.derived(name, importance[feature++]));
      }
    }
    return reports;
  }

  private static double[] importance(Trial trial, FeatureMatrix features) {
    double[] mean = new double[features.features().size()];
    for (TrainedModel trained : trial.trained()) {
      double[] own = trained.model().importance(features);
      for (int feature = 0; feature < mean.length; feature++) {
        mean[feature] += own[feature] / trial.trained().size();
      }
    }
    return mean;
  }

  List<ConfusionCell> confusion() {
    return confusion(target.classes(), truth.labels(), decision.labels());
  }

  /** Counts the rows of known classes by what they are and what is said of them. */
  static List<ConfusionCell> confusion(List<String> classes, int[] labels, int[] said) {
    List<ConfusionCell> cells = new ArrayList<>();
    if (classes.isEmpty()) {
      return cells;
    }
    int[][] counts = ClassificationMetrics.confusion(labels, said, classes.size());
    for (int actual = 0; actual < classes.size(); actual++) {
      for (int predicted = 0; predicted < classes.size(); predicted++) {
        if (counts[actual][predicted] > 0) {
          cells.add(
              new ConfusionCell(
                  classes.get(actual), classes.get(predicted), counts[actual][predicted]));
        }
      }
    }
    return cells;
  }
}
