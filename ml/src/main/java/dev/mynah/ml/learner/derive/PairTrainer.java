// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.derive;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.SeededRandom;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.learner.tree.BoostedTreesTrainer;
import dev.mynah.ml.learner.tree.TreeShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains on features and on sums, differences, products and quotients of two of them. Of the
 * quantities that matter most to a few trees, the pairs are kept that matter most to a few more; it
 * sees nothing but the training rows.
 */
public record PairTrainer(Trainer inner, long seed) implements Trainer {
  /** Quantities that are paired. */
  private static final int QUANTITIES = 8;

  /** Pairs that are kept. */
  private static final int PAIRS = 12;

  /** More rows choose no better. */
  private static final int MAX_ROWS = 20_000;

  private static final int ROUNDS = 40;

  @Override
  public TrainedModel train(
      TrainingRows rows, @Nullable TrainingRows validation, TrainingControl control) {
    List<Pair> pairs = pairs(rows, control);
    TrainedModel trained =
        inner.train(
            extended(rows, pairs),
            validation == null ? null : extended(validation, pairs),
            control);
    return new TrainedModel(
        new PairedModel(pairs, trained.model()), trained.rounds(), trained.validationLoss());
  }

  private static TrainingRows extended(TrainingRows rows, List<Pair> pairs) {
    return rows.withFeatures(Pair.extended(rows.features(), pairs));
  }

  private List<Pair> pairs(TrainingRows all, TrainingControl control) {
    TrainingRows rows = all.rows() <= MAX_ROWS ? all : all.select(sample(all.rows()));
    FeatureMatrix matrix = rows.features();
    List<Feature> features = matrix.features();
    int[] best =
        byImportance(rows, control).stream()
            .filter(feature -> !features.get(feature).isCategorical())
            .limit(QUANTITIES)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    List<Pair> pairs = new ArrayList<>();
    for (int second = 1; second < best.length; second++) {
      for (int first = 0; first < second; first++) {
        for (Pair.Operation operation : Pair.Operation.values()) {
          pairs.add(new Pair(operation, best[first], best[second]));
        }
      }
    }
    return byImportance(extended(rows, pairs), control).stream()
        .filter(feature -> feature >= features.size())
        .limit(PAIRS)
        .map(feature -> pairs.get(feature - features.size()))
        .toList();
  }

  private int[] sample(int rows) {
    return new SeededRandom(seed).sample(MAX_ROWS, rows);
  }

  /** Returns the features that matter to a few trees, those that matter most first. */
  private List<Integer> byImportance(TrainingRows rows, TrainingControl control) {
    Loss loss =
        switch (rows.classes()) {
          case 0 -> Loss.SQUARED_ERROR;
          case 2 -> Loss.LOGISTIC;
          default -> Loss.SOFTMAX;
        };
    double[] importance =
        BoostedTreesTrainer.defaults(loss)
            .withRounds(ROUNDS)
            .withLearningRate(0.1)
            .withShape(TreeShape.defaults().withMaxLeaves(15))
            .withSeed(seed)
            .train(rows, null, (share, ignored) -> control.afterRound(0, Double.NaN))
            .model()
            .importance(rows.features());
    return IntStream.range(0, importance.length)
        .boxed()
        .filter(feature -> importance[feature] > 0)
        .sorted(Comparator.comparingDouble(feature -> -importance[feature]))
        .toList();
  }
}
