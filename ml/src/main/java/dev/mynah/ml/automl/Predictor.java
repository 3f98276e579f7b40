// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.preprocess.FeatureEncoder;
import dev.mynah.ml.preprocess.FeatureSource;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import java.util.Arrays;
import java.util.List;

/**
 * Predicts the target from the other columns. Immutable, so any number of threads may predict.
 *
 * @param target the column that is predicted
 * @param inputs the arguments: all columns of the training rows but the target, in order, also
 *     those that are not used
 * @param classes labels, each the text of a value of the target; of two classes the second is the
 *     positive one, more are sorted by value; empty for regression
 * @param members weighted models; their answers are added, probabilities and not scores
 * @param calibration changes the added probabilities
 * @param threshold from which probability on the second of two classes is said, in [0, 1]
 * @param background training rows that others are compared with to be explained; none in a
 *     predictor of earlier versions
 * @param spread how far the truth is from predicted values; unknown for classes and in a predictor
 *     of earlier versions
 */
public record Predictor(
    Column target,
    List<Column> inputs,
    ProblemType problemType,
    List<String> classes,
    FeatureEncoder encoder,
    List<Member> members,
    Calibration calibration,
    double threshold,
    FeatureMatrix background,
    Spread spread) {
  private static final FeatureMatrix NO_ROWS = new FeatureMatrix(List.of(), new float[0][], 0);

  public Predictor {
    inputs = List.copyOf(inputs);
    classes = List.copyOf(classes);
    members = List.copyOf(members);
    int labels = classes.size();
    boolean fits =
        switch (problemType) {
          case REGRESSION -> labels == 0;
          case BINARY_CLASSIFICATION -> labels == 2;
          case MULTICLASS_CLASSIFICATION -> labels > 2;
        };
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold: " + threshold);
    }
    if (!fits || members.isEmpty()) {
      throw new IllegalArgumentException(
          "%s with %d classes and %d models".formatted(problemType, labels, members.size()));
    }
    for (Member member : members) {
      if (member.model().outputs() != (labels > 2 ? labels : 1)) {
        throw new IllegalArgumentException("outputs: " + member.model().outputs());
      }
    }
    if (background.rows() > 0 && background.columns().length != encoder.sources().size()) {
      throw new IllegalArgumentException(
          "%d features in the background".formatted(background.columns().length));
    }
    for (FeatureSource source : encoder.sources()) {
      if (source.input() < 0 || source.input() >= inputs.size()) {
        throw new IllegalArgumentException("input: " + source.input());
      }
    }
  }

  /** Makes a predictor without background rows. */
  public Predictor(
      Column target,
      List<Column> inputs,
      ProblemType problemType,
      List<String> classes,
      FeatureEncoder encoder,
      List<Member> members,
      Calibration calibration,
      double threshold) {
    this(
        target,
        inputs,
        problemType,
        classes,
        encoder,
        members,
        calibration,
        threshold,
        NO_ROWS,
        Spread.UNKNOWN);
  }

  /** Makes a predictor that does not calibrate. */
  public Predictor(
      Column target,
      List<Column> inputs,
      ProblemType problemType,
      List<String> classes,
      FeatureEncoder encoder,
      List<Member> members) {
    this(target, inputs, problemType, classes, encoder, members, Calibration.NONE, Decision.EVEN);
  }

  /** Returns the same predictor with rows to compare others with. */
  public Predictor withBackground(FeatureMatrix rows) {
    return new Predictor(
        target,
        inputs,
        problemType,
        classes,
        encoder,
        members,
        calibration,
        threshold,
        rows,
        spread);
  }

  /** Returns the same predictor with what is known of its errors. */
  public Predictor withSpread(Spread errors) {
    return new Predictor(
        target,
        inputs,
        problemType,
        classes,
        encoder,
        members,
        calibration,
        threshold,
        background,
        errors);
  }

  /** Numbers a row in the result of {@link #predict}: one a class, or 1 for regression. */
  public int outputs() {
    return classes.isEmpty() ? 1 : classes.size();
  }

  /** Returns the places of the arguments that make a difference, rising. */
  public int[] usedInputs() {
    return encoder.sources().stream().mapToInt(FeatureSource::input).distinct().sorted().toArray();
  }

  /**
   * Predicts each row: the probability of each class, or the value. NULLs and categories that
   * training did not have are predicted like any other.
   *
   * @param arguments one column an input; any numeric type will do for a numeric one
   * @param result shape {@code [>= rows * outputs]}, row by row; overwritten
   */
  public void predict(ColumnBatch arguments, double[] result) {
    predict(encode(arguments), result);
  }

  /** Returns the arguments as models see them. */
  FeatureMatrix encode(ColumnBatch arguments) {
    if (arguments.columns() != inputs.size()) {
      throw new IllegalArgumentException(
          "%d arguments instead of %d".formatted(arguments.columns(), inputs.size()));
    }
    return encoder.encode(arguments);
  }

  /**
   * Predicts values together with the size that is expected of their errors, in which {@link
   * Spread#bounds} counts.
   *
   * @param values shape {@code [>= rows]}; overwritten, like {@code sizes}
   */
  public void predict(ColumnBatch arguments, double[] values, double[] sizes) {
    FeatureMatrix features = encode(arguments);
    predict(features, values);
    double[] expected = spread.expectedSizes(features);
    System.arraycopy(expected, 0, sizes, 0, expected.length);
  }

  /**
   * Returns the class that is said of a row.
   *
   * @param answers what {@link #predict} gave
   * @param start where the row's probabilities begin
   */
  public int chosen(double[] answers, int start) {
    if (classes.size() == 2 && threshold != Decision.EVEN) {
      return answers[start + 1] >= threshold ? 1 : 0;
    }
    int best = 0;
    for (int label = 1; label < classes.size(); label++) {
      best = answers[start + label] > answers[start + best] ? label : best;
    }
    return best;
  }

  void predict(FeatureMatrix features, double[] result) {
    int rows = features.rows();
    Arrays.fill(result, 0, rows * outputs(), 0);
    addAnswers(members, features, result);
    calibration.apply(result, rows, classes.size());
  }

  /** Adds the weighted answers of some members. */
  void addAnswers(List<Member> some, FeatureMatrix features, double[] result) {
    int rows = features.rows();
    for (Member member : some) {
      Model model = member.model();
      double[] raw = new double[rows * model.outputs()];
      model.addScores(features, raw);
      if (member.calibration().equals(Calibration.NONE)) {
        Link.addAnswers(raw, rows, classes.size(), member.weight(), result);
      } else {
        addCalibrated(member, raw, rows, result);
      }
    }
  }

  private void addCalibrated(Member member, double[] raw, int rows, double[] result) {
    double[] answers = new double[rows * outputs()];
    Link.addAnswers(raw, rows, classes.size(), 1, answers);
    member.calibration().apply(answers, rows, classes.size());
    for (int place = 0; place < answers.length; place++) {
      result[place] += member.weight() * answers[place];
    }
  }
}
