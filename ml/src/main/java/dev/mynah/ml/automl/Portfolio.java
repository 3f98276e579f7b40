// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.tree.ForestKind;
import dev.mynah.ml.learner.tree.SplitSearch;
import dev.mynah.ml.preprocess.FeatureSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The candidates in the order to try them: cheap ones that seldom fail first, then what is most
 * likely to win, then what errs elsewhere. Those that would take too long by estimate are left out,
 * so that the same rows get the same candidates on every machine; but boosted trees are always
 * tried.
 */
final class Portfolio {
  private static final double LINEAR_DEADLINE = 0.3;
  private static final double DEADLINE = 0.72;

  /** Small tables need small leaves, large ones do not need large leaves. */
  private static final int ROWS_A_LEAF_SHARE = 50;

  private static final int MIN_ROWS_A_LEAF = 3;
  private static final int MAX_ROWS_A_LEAF = 20;
  private static final int FIRST_MAX_ROWS_A_LEAF = 5;
  private static final int FEW_ROWS = 10_000;
  private static final int NEAREST_MAX_ROWS = 20_000;
  private static final int LARGE_TREES_MIN_ROWS = 5_000;

  /** Small steps are worth their time where they take this part of it. */
  private static final double SLOW_SHARE = 0.3;

  private static final double SLOW_RATE = 0.05;
  private static final double USUAL_RATE = 0.1;
  private static final double HURRIED_RATE = 0.3;

  private static final int SMALL_NETWORK_ROWS = 3_000;
  private static final int MANY_OUTPUTS = 8;
  private static final int TREES = 100;

  /** Threads that the estimate counts on, whatever there are. */
  private static final int USUAL_THREADS = 2;

  /** More than half of the time is kept for what estimates do not know. */
  private static final double PLANNED_SHARE = 0.45;

  private final Set<ModelType> types;
  private final Recipe.Size size;
  private final int folds;
  private final Traits traits;
  private final List<Candidate> candidates = new ArrayList<>();
  private double secondsLeft;

  private Portfolio(
      Set<ModelType> types, Recipe.Size size, int folds, Traits traits, double limitSeconds) {
    this.types = types;
    this.size = size;
    this.folds = folds;
    this.traits = traits;
    this.secondsLeft = limitSeconds * USUAL_THREADS * PLANNED_SHARE;
  }

  /**
   * What rows are like.
   *
   * @param skewed whether logarithms of the target are worth trying
   * @param paired whether there are quantities to make pairs of
   */
  record Traits(boolean skewed, boolean paired) {}

  /**
   * Returns the candidates.
   *
   * @param size of one fold's training rows
   * @param max how many there may be
   */
  static List<Candidate> of(
      Set<ModelType> types,
      Recipe.Size size,
      int folds,
      Traits traits,
      double limitSeconds,
      int max) {
    Portfolio portfolio = new Portfolio(types, size, folds, traits, limitSeconds);
    portfolio.addAll();
    return fewer(portfolio.candidates, max);
  }

  /** Returns the one candidate that was told. */
  static List<Candidate> only(FixedCandidate fixed, List<FeatureSource> sources) {
    String name = fixed.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return List.of(new Candidate(name, fixed.recipe().forFeatures(sources), DEADLINE, 1, true));
  }

  /** Keeps those that are worth most: boosted trees, then one of each other kind, in order. */
  private static List<Candidate> fewer(List<Candidate> all, int max) {
    if (all.size() <= max) {
      return all;
    }
    Set<ModelType> seen = EnumSet.noneOf(ModelType.class);
    List<Candidate> first = new ArrayList<>();
    List<Candidate> more = new ArrayList<>();
    for (Candidate candidate : all) {
      (seen.add(candidate.recipe().algorithm()) ? first : more).add(candidate);
    }
    first.sort(
        Comparator.comparing(
            candidate -> candidate.recipe().algorithm() != ModelType.BOOSTED_TREES));
    first.addAll(more);
    Set<Candidate> kept = new HashSet<>(first.subList(0, max));
    return all.stream().filter(kept::contains).toList();
  }

  private void addAll() {
    if (size.outputs() > MANY_OUTPUTS) {
      addForManyClasses();
    } else {
      addUsual();
    }
    if (candidates.isEmpty()) {
      throw new IllegalStateException("no candidate of types " + types);
    }
  }

  private void addUsual() {
    int minRows = minRows();
    add("linear-1", new LinearRecipe(1));
    double rate = rate();
    BoostedRecipe first = first(rate);
    // Boosting is as good as it is when its time is over, and seldom worse than what ends sooner.
    addAnyway("trees-1", first);
    // Boosted trees alone stay what XGBoost can read.
    boolean pairs = traits.paired() && types.size() > 1;
    if (pairs) {
      add("trees-pairs", new PairRecipe(first));
    }
    if (traits.skewed()) {
      add("trees-log", new LogRecipe(first));
    }
    add("trees-2", BoostedRecipe.usual(rate, 31, minRows, SplitSearch.RANDOM_SPLIT));
    add("trees-3", BoostedRecipe.usual(rate, 6, minRows, SplitSearch.EVERY_SPLIT));
    add("extra-trees-1", forest(ForestKind.EXTRA_TREES));
    if (pairs) {
      add("extra-trees-pairs", new PairRecipe(forest(ForestKind.EXTRA_TREES)));
    }
    add("mlp-1", network());
    add("random-forest-1", forest(ForestKind.RANDOM_FOREST));
    if (size.rows() < NEAREST_MAX_ROWS || types.equals(Set.of(ModelType.KNN))) {
      add("knn-1", new NearestRecipe(20));
    }
    add("linear-2", new LinearRecipe(0.1));
    add("linear-3", new LinearRecipe(10));
    if (traits.skewed()) {
      add("linear-log", new LogRecipe(new LinearRecipe(1)));
      add("mlp-log", new LogRecipe(network()));
    }
    if (size.rows() >= LARGE_TREES_MIN_ROWS) {
      add("trees-4", BoostedRecipe.usual(rate / 2, 128, minRows, SplitSearch.EVERY_SPLIT));
    }
  }

  /** With many classes boosting trains as many trees a round, and forests are cheap beside it. */
  private void addForManyClasses() {
    add("extra-trees-1", forest(ForestKind.EXTRA_TREES));
    if (size.rows() < NEAREST_MAX_ROWS || types.equals(Set.of(ModelType.KNN))) {
      add("knn-1", new NearestRecipe(10));
    }
    add("random-forest-1", forest(ForestKind.RANDOM_FOREST));
    add("mlp-1", network());
    add("linear-1", new LinearRecipe(1));
    add("trees-1", BoostedRecipe.usual(0.15, 31, minRows(), SplitSearch.EVERY_SPLIT));
    add("trees-2", BoostedRecipe.usual(0.1, 31, minRows(), SplitSearch.RANDOM_SPLIT));
  }

  /**
   * Small steps where there is time for them, large ones where there is not even for usual ones.
   */
  private double rate() {
    if (first(SLOW_RATE).expectedSeconds(size) * folds < secondsLeft * SLOW_SHARE) {
      return SLOW_RATE;
    }
    boolean hurried = first(USUAL_RATE).expectedSeconds(size) * folds > secondsLeft;
    return hurried ? HURRIED_RATE : USUAL_RATE;
  }

  private MlpRecipe network() {
    return size.rows() < SMALL_NETWORK_ROWS ? new MlpRecipe(64, 32) : new MlpRecipe(128, 64);
  }

  private int minRows() {
    return Math.clamp(size.rows() / ROWS_A_LEAF_SHARE, MIN_ROWS_A_LEAF, MAX_ROWS_A_LEAF);
  }

  /** Probabilities of two classes want leaves that are no single rows. */
  private ForestRecipe forest(ForestKind kind) {
    return new ForestRecipe(kind, TREES, size.classes() == 2 ? 3 : 1, 0);
  }

  private BoostedRecipe first(double rate) {
    int minRows = Math.min(minRows(), FIRST_MAX_ROWS_A_LEAF);
    return size.rows() < FEW_ROWS
        ? BoostedRecipe.littleRestrained(rate, 31, minRows)
        : BoostedRecipe.usual(rate, 31, minRows, SplitSearch.EVERY_SPLIT);
  }

  /** Adds a candidate if it is wanted and there is time, by estimate; the first of a type is. */
  private void add(String name, Recipe recipe) {
    if (!types.contains(recipe.algorithm())) {
      return;
    }
    if (candidates.isEmpty() || recipe.expectedSeconds(size) * folds <= secondsLeft) {
      addAnyway(name, recipe);
    }
  }

  /** Adds a candidate if it is wanted, whatever it takes. */
  private void addAnyway(String name, Recipe recipe) {
    if (!types.contains(recipe.algorithm())) {
      return;
    }
    double expected = recipe.expectedSeconds(size) * folds;
    secondsLeft -= expected;
    boolean leads = candidates.isEmpty();
    boolean linear = recipe.algorithm() == ModelType.LINEAR_LEARNER;
    double deadline = linear && leads ? LINEAR_DEADLINE : DEADLINE;
    candidates.add(new Candidate(name, recipe, deadline, Math.max(expected, 0.01), leads));
  }
}
