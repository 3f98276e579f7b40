// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.tree.BoostedTreesTrainer;
import dev.mynah.ml.learner.tree.CategorySplits;
import dev.mynah.ml.learner.tree.SplitSearch;
import dev.mynah.ml.learner.tree.TreeShape;
import dev.mynah.ml.preprocess.DatePartSource;
import dev.mynah.ml.preprocess.FeatureSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Boosted trees. See {@link Hyperparameter} for what the numbers mean.
 *
 * @param constraints per argument of the model 1, 0 or -1; empty for none
 * @param ofFeatures the same per feature
 */
record BoostedRecipe(
    int rounds,
    double eta,
    int patience,
    int maxLeaves,
    int maxDepth,
    int minRows,
    double minChildWeight,
    double gamma,
    double alpha,
    double lambda,
    double subsample,
    double colsample,
    double catSmooth,
    SplitSearch search,
    List<Integer> constraints,
    List<Integer> ofFeatures)
    implements Recipe {
  /** What does well without being tuned. */
  static final BoostedRecipe USUAL = usual(0.05, 31, 20, SplitSearch.EVERY_SPLIT);

  private static final int MAX_ROUNDS = 2_000;
  private static final int MAX_DEPTH = 64;
  private static final double MIN_CHILD_WEIGHT = 1e-3;
  private static final double USUAL_SHARE = 0.8;
  private static final double LARGE_SHARE = 0.9;
  private static final double LITTLE_LAMBDA = 0.3;
  private static final double USUAL_SMOOTHING = 10;
  private static final double MUCH_SMOOTHING = 50;

  BoostedRecipe {
    constraints = List.copyOf(constraints);
    ofFeatures = List.copyOf(ofFeatures);
  }

  /** Restrains trees by shares of rows and features, and a penalty on leaves. */
  static BoostedRecipe usual(double eta, int maxLeaves, int minRows, SplitSearch search) {
    return new BoostedRecipe(
        MAX_ROUNDS,
        eta,
        patience(eta),
        maxLeaves,
        MAX_DEPTH,
        minRows,
        MIN_CHILD_WEIGHT,
        0,
        0,
        1,
        USUAL_SHARE,
        USUAL_SHARE,
        USUAL_SMOOTHING,
        search,
        List.of(),
        List.of());
  }

  /**
   * Takes nearly all rows and features and a small penalty: what single models of few rows like
   * best, as long as categories need many rows to count.
   */
  static BoostedRecipe littleRestrained(double eta, int maxLeaves, int minRows) {
    return new BoostedRecipe(
        MAX_ROUNDS,
        eta,
        patience(eta),
        maxLeaves,
        MAX_DEPTH,
        minRows,
        MIN_CHILD_WEIGHT,
        0,
        0,
        LITTLE_LAMBDA,
        LARGE_SHARE,
        LARGE_SHARE,
        MUCH_SMOOTHING,
        SplitSearch.EVERY_SPLIT,
        List.of(),
        List.of());
  }

  /** Brings the constraints of arguments to the features that are made of them. */
  @Override
  public BoostedRecipe forFeatures(List<FeatureSource> sources) {
    if (constraints.isEmpty()) {
      return this;
    }
    List<Integer> held = new ArrayList<>();
    for (FeatureSource source : sources) {
      int constraint = constraints.get(source.input());
      if (constraint != 0 && source.feature().isCategorical()) {
        throw Unsuitable.constrainedCategory(source.feature().name());
      }
      held.add(source instanceof DatePartSource ? 0 : constraint);
    }
    return new BoostedRecipe(
        rounds,
        eta,
        patience,
        maxLeaves,
        maxDepth,
        minRows,
        minChildWeight,
        gamma,
        alpha,
        lambda,
        subsample,
        colsample,
        catSmooth,
        search,
        constraints,
        held);
  }

  /** As many steps without gain end the training; smaller steps need more of them. */
  static int patience(double eta) {
    return (int) Math.max(1, Math.round(2.5 / eta));
  }

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

  @Override
  public ModelType algorithm() {
    return ModelType.BOOSTED_TREES;
  }

  @Override
  public BoostedTreesTrainer trainer(int classes, long seed) {
    CategorySplits usual = CategorySplits.defaults();
    CategorySplits categories =
        new CategorySplits(
            catSmooth,
            catSmooth,
            usual.maxCategories(),
            usual.minRowsPerCategory(),
            usual.minRowsPerGroup());
    TreeShape shape =
        TreeShape.defaults()
            .withMaxLeaves(maxLeaves)
            .withMaxDepth(maxDepth)
            .withMinRows(minRows)
            .withMinHessian(minChildWeight)
            .withMinGain(gamma)
            .withPenalties(alpha, lambda)
            .withSearch(search)
            .withCategories(categories)
            .withConstraints(ofFeatures);
    return BoostedTreesTrainer.defaults(Recipe.loss(classes))
        .withRounds(rounds)
        .withLearningRate(eta)
        .withPatience(patience)
        .withShares(subsample, colsample)
        .withShape(shape)
        .withSeed(seed);
  }

  /** More rows bear more rounds; half of the growth is what does no harm if they do not. */
  @Override
  public Optional<Trainer> refit(int classes, long seed, int kept, double growth, int folds) {
    long scaled = Math.round(kept * (1 + (growth - 1) / 2));
    return folds > 1
        ? Optional.empty()
        : Optional.of(trainer(classes, seed).withRounds((int) Math.max(1, scaled)));
  }

  @Override
  public int copies(int kept, int classes) {
    int trees = Math.max(1, kept) * (classes > 2 ? classes : 1);
    return Math.clamp(MAX_AVERAGED_TREES / trees, 1, MAX_COPIES);
  }

  @Override
  public double expectedSeconds(Size size) {
    double ofValues = PATH_OF_VALUES * Math.sqrt(Math.min(1, size.rows() / MANY_ROWS));
    double path = size.classes() > 0 ? PATH_OF_CLASSES : Math.max(PATH_OF_CLASSES, ofValues);
    double expected = Math.min(rounds, path / eta * (search == SplitSearch.RANDOM_SPLIT ? 2 : 1));
    double ofTree =
        NANOS_A_CELL * size.cells() + NANOS_A_BIN * maxLeaves * size.features() * USUAL_BINS;
    return expected * size.outputs() * ofTree / 1e9;
  }

  @Override
  public SequencedMap<String, String> hyperparameters() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    put(values, Hyperparameter.NUM_ROUND, rounds);
    put(values, Hyperparameter.ETA, eta);
    put(values, Hyperparameter.EARLY_STOPPING_ROUNDS, patience);
    put(values, Hyperparameter.MAX_LEAVES, maxLeaves);
    put(values, Hyperparameter.MAX_DEPTH, maxDepth);
    put(values, Hyperparameter.MIN_ROWS, minRows);
    put(values, Hyperparameter.MIN_CHILD_WEIGHT, minChildWeight);
    put(values, Hyperparameter.GAMMA, gamma);
    put(values, Hyperparameter.ALPHA, alpha);
    put(values, Hyperparameter.LAMBDA, lambda);
    put(values, Hyperparameter.SUBSAMPLE, subsample);
    put(values, Hyperparameter.COLSAMPLE_BYTREE, colsample);
    put(values, Hyperparameter.CAT_SMOOTH, catSmooth);
    values.put(
        Hyperparameter.SPLITS.label(), search == SplitSearch.RANDOM_SPLIT ? "random" : "best");
    values.put(
        Hyperparameter.MONOTONE_CONSTRAINTS.label(),
        constraints.stream().map(String::valueOf).collect(Collectors.joining(",")));
    values.put(Hyperparameter.TARGET.label(), "plain");
    values.put(Hyperparameter.FEATURES.label(), "plain");
    return values;
  }

  private static void put(SequencedMap<String, String> values, Hyperparameter name, double value) {
    values.put(name.label(), Recipe.text(value));
  }
}
