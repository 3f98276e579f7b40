// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.learner.tree.BoostedTreesTrainer;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import dev.mynah.ml.learner.tree.TreeShape;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Learns a {@link Spread} from validated rows: the size of each row's error is expected by trees
 * that learnt from the other parts of the rows.
 */
final class SpreadSearch {
  /** Fewer rows cannot tell where errors are large. */
  private static final int MIN_ROWS = 200;

  /** More of them tell rare errors no better. */
  private static final int MAX_QUOTIENTS = 2_000;

  private static final double USUAL_LEVEL = 0.9;
  private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};

  private static final BoostedTreesTrainer TRAINER =
      BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR)
          .withRounds(100)
          .withShape(TreeShape.defaults().withMaxLeaves(15).withMinRows(30));

  private final FeatureMatrix features;
  private final double[] errors;
  private final int[] parts;
  private final TrainingControl control;

  /**
   * Prepares to learn.
   *
   * @param errors of each row: the truth less the answer
   * @param parts the part of each row, from 0
   */
  SpreadSearch(FeatureMatrix features, double[] errors, int[] parts, TrainingControl control) {
    this.features = features;
    this.errors = errors;
    this.parts = parts;
    this.control = control;
  }

  Spread run() {
    double mean = Arrays.stream(errors).map(Math::abs).average().orElse(0);
    if (mean == 0 || errors.length < MIN_ROWS) {
      return new Spread(Spread.UNKNOWN.sizes(), 0, quotients(new double[errors.length], 0));
    }
    double[] sizes = Arrays.stream(errors).map(error -> Math.abs(error) / mean).toArray();
    double[] expected = expectedByOthers(sizes);
    double share = narrowest(expected);
    TreeEnsemble trees =
        share == 0 ? Spread.UNKNOWN.sizes() : trained(new TrainingRows(features, sizes, 0));
    return new Spread(trees, share, thinned(quotients(expected, share)));
  }

  private TreeEnsemble trained(TrainingRows rows) {
    return (TreeEnsemble) TRAINER.train(rows, null, control).model();
  }

  private double[] expectedByOthers(double[] sizes) {
    TrainingRows all = new TrainingRows(features, sizes, 0);
    double[] expected = new double[sizes.length];
    for (int part = 0; part <= Arrays.stream(parts).max().orElse(0); part++) {
      int own = part;
      int[] inside = rows(index -> parts[index] == own);
      int[] outside = rows(index -> parts[index] != own);
      if (inside.length == 0 || outside.length == 0) {
        continue;
      }
      double[] scores = new double[inside.length];
      trained(all.select(outside)).addScores(features.select(inside), scores);
      for (int index = 0; index < inside.length; index++) {
        expected[inside[index]] = scores[index];
      }
    }
    return expected;
  }

  private int[] rows(IntPredicate wanted) {
    return IntStream.range(0, parts.length).filter(wanted).toArray();
  }

  /** Returns the share of the trees that makes usual intervals narrow on average. */
  private double narrowest(double[] expected) {
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double share : SHARES) {
      Spread.Bounds bounds = Spread.bounds(quotients(expected, share), USUAL_LEVEL);
      double mean =
          Arrays.stream(expected).map(size -> Spread.mixed(size, share)).average().orElse(1);
      double width = (bounds.high() - bounds.low()) * mean;
      if (width < least) {
        least = width;
        best = share;
      }
    }
    return best;
  }

  private double[] quotients(double[] expected, double share) {
    double[] quotients = new double[errors.length];
    for (int row = 0; row < quotients.length; row++) {
      quotients[row] = errors[row] / Spread.mixed(expected[row], share);
    }
    Arrays.sort(quotients);
    return quotients;
  }

  private static double[] thinned(double[] rising) {
    if (rising.length <= MAX_QUOTIENTS) {
      return rising;
    }
    double[] kept = new double[MAX_QUOTIENTS];
    for (int index = 0; index < kept.length; index++) {
      kept[index] = rising[(int) ((long) index * (rising.length - 1) / (kept.length - 1))];
    }
    return kept;
  }
}
