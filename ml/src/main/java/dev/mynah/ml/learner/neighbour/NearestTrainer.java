// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neighbour;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.SeededRandom;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.learner.WeightedDraw;
import dev.mynah.ml.learner.tree.ForestKind;
import dev.mynah.ml.learner.tree.ForestTrainer;
import dev.mynah.ml.preprocess.RowDesign;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the training rows: what is asked about is answered by those nearest to it (Cover and Hart,
 * <i>Nearest neighbor pattern classification</i>, IEEE Transactions on Information Theory, 1967).
 * How much a feature counts in a distance is what a small forest makes of it, so that features that
 * say nothing do not hide those that do.
 *
 * @param neighbours how many rows answer, at least 1
 */
public record NearestTrainer(int neighbours, long seed) implements Trainer {
  private static final int TREES = 30;
  private static final int ROWS_A_LEAF = 5;

  public NearestTrainer {
    if (neighbours < 1) {
      throw new IllegalArgumentException("neighbours: " + neighbours);
    }
  }

  @Override
  public TrainedModel train(
      TrainingRows rows, @Nullable TrainingRows validation, TrainingControl control) {
    TrainingRows kept = rows;
    if (!rows.weights().isEven()) {
      WeightedDraw draw = new WeightedDraw(rows.weights(), rows.rows());
      kept = rows.select(draw.spread(new SeededRandom(seed), rows.rows())).unweighted();
    }
    FeatureMatrix features = kept.features();
    ForestTrainer forest = new ForestTrainer(ForestKind.EXTRA_TREES, TREES, ROWS_A_LEAF, 0, seed);
    double[] shares =
        forest
            .train(kept, null, (share, loss) -> control.afterRound(share / 2, loss))
            .model()
            .importance(features);
    float[] factors = new float[shares.length];
    for (int feature = 0; feature < factors.length; feature++) {
      factors[feature] = (float) Math.sqrt(shares[feature] * factors.length);
    }
    RowDesign design = RowDesign.fit(features);
    NearestRows model =
        new NearestRows(
            design,
            factors,
            Math.min(neighbours, rows.rows()),
            rows.classes(),
            kept.target(),
            design.lay(features));
    double loss = Double.NaN;
    if (validation != null) {
      double[] raw = new double[validation.rows() * model.outputs()];
      model.addScores(validation.features(), raw);
      loss = validation.meanLoss(raw);
    }
    return new TrainedModel(model, 1, loss);
  }
}
