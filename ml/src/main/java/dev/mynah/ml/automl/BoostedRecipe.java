// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.tree.BoostedTreesTrainer;
import dev.mynah.ml.learner.tree.CategorySplits;
import dev.mynah.ml.learner.tree.SplitSearch;
import dev.mynah.ml.learner.tree.TreeShape;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Boosted trees.
 *
 * @param maxLeaves leaves a tree
 * @param minRows rows a leaf
 * @param restraint how much is done against fitting noise, beside few leaves of many rows
 */
record BoostedRecipe(
    double learningRate, int maxLeaves, int minRows, SplitSearch search, Restraint restraint)
    implements Recipe {
  /** How much is done against fitting noise. */
  enum Restraint {
    /** Shares of rows and features, and a penalty on leaves. */
    USUAL,
    /**
     * Nearly all rows and features and a small penalty: what single models of few rows like best,
     * as long as categories need many rows to count.
     */
    LITTLE
  }

  private static final double USUAL_SHARE = 0.8;
  private static final double LARGE_SHARE = 0.9;
  private static final double LITTLE_L2 = 0.3;
  private static final CategorySplits FEW_ROWS = new CategorySplits(50, 50, 32, 10, 50);

  /** What one prediction may walk through in a refit. */
  private static final int MAX_AVERAGED_TREES = 800;

  private static final int MAX_COPIES = 4;

  /** Rounds at rate 1 that a training takes on average, the patience included. */
  private static final double PATH_OF_CLASSES = 12;

  private static final double PATH_OF_VALUES = 40;

  /** From this many rows on values have as much to tell as they usually have. */
  private static final double MANY_ROWS = 15_000;

  private static final double NANOS_A_CELL = 8;
  private static final double NANOS_A_BIN = 5;
  private static final int USUAL_BINS = 200;

  /** As many steps without gain end the training; smaller steps need more of them. */
  private int patience() {
    return (int) Math.round(2.5 / learningRate);
  }

  @Override
  public ModelType algorithm() {
    return ModelType.BOOSTED_TREES;
  }

  @Override
  public BoostedTreesTrainer trainer(int classes, long seed) {
    TreeShape shape =
        TreeShape.defaults().withMaxLeaves(maxLeaves).withMinRows(minRows).withSearch(search);
    if (restraint == Restraint.LITTLE) {
      shape = shape.withPenalties(0, LITTLE_L2).withCategories(FEW_ROWS);
    }
    double share = restraint == Restraint.LITTLE ? LARGE_SHARE : USUAL_SHARE;
    return BoostedTreesTrainer.defaults(Recipe.loss(classes))
        .withLearningRate(learningRate)
        .withPatience(patience())
        .withShares(share, share)
        .withShape(shape)
        .withSeed(seed);
  }

  /** More rows bear more rounds; half of the growth is what does no harm if they do not. */
  @Override
  public Optional<Trainer> refit(int classes, long seed, int rounds, double growth, int folds) {
    long scaled = Math.round(rounds * (1 + (growth - 1) / 2));
    return folds > 1
        ? Optional.empty()
        : Optional.of(trainer(classes, seed).withRounds((int) Math.max(1, scaled)));
  }

  @Override
  public int copies(int rounds, int classes) {
    int trees = Math.max(1, rounds) * (classes > 2 ? classes : 1);
    return Math.clamp(MAX_AVERAGED_TREES / trees, 1, MAX_COPIES);
  }

  @Override
  public double expectedSeconds(Size size) {
    double ofValues = PATH_OF_VALUES * Math.sqrt(Math.min(1, size.rows() / MANY_ROWS));
    double path = size.classes() > 0 ? PATH_OF_CLASSES : Math.max(PATH_OF_CLASSES, ofValues);
    double rounds = path / learningRate * (search == SplitSearch.RANDOM_SPLIT ? 2 : 1);
    double ofTree =
        NANOS_A_CELL * size.cells() + NANOS_A_BIN * maxLeaves * size.features() * USUAL_BINS;
    return rounds * size.outputs() * ofTree / 1e9;
  }

  @Override
  public SequencedMap<String, String> hyperparameters() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    values.put("learning_rate", Double.toString(learningRate));
    values.put("max_leaves", Integer.toString(maxLeaves));
    values.put("min_rows", Integer.toString(minRows));
    values.put("restraint", restraint.name().toLowerCase(Locale.ROOT));
    values.put("splits", search == SplitSearch.RANDOM_SPLIT ? "random" : "best");
    return values;
  }
}
