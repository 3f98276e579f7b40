// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A walk through the hyperparameters of one kind of learner that begins at the best candidate so
 * far: a step in a random direction, or the same step backwards, is taken when it lowers the loss;
 * steps become shorter when neither does (Wu, Wang and Huang, <i>Frugal Optimization for
 * Cost-related Hyperparameters</i>, AAAI 2021).
 */
final class Walk {
  /** The first step a hyperparameter, as a share of its range. */
  private static final double FIRST_STEP = 0.25;

  private static final double SHORTER = 0.6;

  /** Shorter steps change nothing that matters. */
  private static final double LAST_STEP = 0.04;

  /** The best of a walk may have a part in the mixture. */
  private static final int FINALISTS = 2;

  private static final double DEADLINE = 0.72;

  private final Candidate start;
  private final Recipe.Size size;
  private final int folds;
  private final List<HyperparameterRange> ranges;
  private final SeededRandom random;
  private double step = FIRST_STEP;
  private double[] place;
  private double loss;
  private List<double[]> steps = List.of();
  private List<Candidate> candidates = List.of();
  private final List<Trial> trials = new ArrayList<>();

  /**
   * Begins a walk.
   *
   * @param size of one fold's training rows
   */
  Walk(Trial begin, Recipe.Size size, int folds, long seed) {
    this.start = begin.candidate();
    this.size = size;
    this.folds = folds;
    this.ranges = HyperparameterRange.of(start.recipe());
    this.random = new SeededRandom(seed);
    this.loss = begin.loss();
    this.place = new double[ranges.size()];
    Map<String, String> values = start.recipe().hyperparameters();
    for (int index = 0; index < place.length; index++) {
      HyperparameterRange range = ranges.get(index);
      double value = Double.parseDouble(values.getOrDefault(range.name().label(), "0"));
      boolean usual = value == 0 && start.recipe() instanceof ForestRecipe;
      place[index] = range.place(usual ? usualShare((ForestRecipe) start.recipe()) : value);
    }
  }

  private double usualShare(ForestRecipe forest) {
    int features = forest.trainer(size.classes(), 0).featuresANode(size.features(), size.classes());
    return (double) features / size.features();
  }

  /** Returns the next step, there and back; empty when the walk is over. */
  List<Candidate> next() {
    if (step < LAST_STEP || ranges.isEmpty()) {
      return List.of();
    }
    double[] direction = new double[place.length];
    double squares = 0;
    for (int index = 0; index < direction.length; index++) {
      direction[index] = 2 * random.nextDouble() - 1;
      squares += direction[index] * direction[index];
    }
    double length = step * Math.sqrt(direction.length / squares);
    steps = List.of(moved(direction, length), moved(direction, -length));
    candidates = List.of(candidate(1), candidate(2));
    return candidates;
  }

  private Candidate candidate(int number) {
    String name = "%s-tuned-%d".formatted(start.name(), trials.size() + number);
    Recipe recipe = at(steps.get(number - 1));
    double effort = Math.max(recipe.expectedSeconds(size) * folds, 0.01);
    return new Candidate(name, recipe, DEADLINE, effort, false);
  }

  private double[] moved(double[] direction, double length) {
    double[] there = new double[place.length];
    Arrays.setAll(there, index -> Math.clamp(place[index] + length * direction[index], 0.0, 1.0));
    return there;
  }

  private Recipe at(double[] there) {
    Map<String, String> values = new LinkedHashMap<>(start.recipe().hyperparameters());
    for (int index = 0; index < there.length; index++) {
      HyperparameterRange range = ranges.get(index);
      values.put(range.name().label(), Recipe.text(range.value(there[index])));
    }
    return FixedCandidate.of(start.recipe().algorithm(), values).recipe();
  }

  /**
   * Takes the step that lowered the loss most, if one did.
   *
   * @param trained what could be trained of {@link #next}
   * @return what part of the loss was saved; 0 for nothing
   */
  double learn(List<Trial> trained) {
    trials.addAll(trained);
    trials.sort(Comparator.comparingDouble(Trial::loss));
    for (int index = FINALISTS; index < trials.size(); index++) {
      trials.set(index, trials.get(index).withoutModels());
    }
    Trial best = trained.stream().min(Comparator.comparingDouble(Trial::loss)).orElse(null);
    if (best == null || !(best.loss() < loss)) {
      step *= SHORTER;
      return 0;
    }
    double saved = 1 - best.loss() / loss;
    loss = best.loss();
    place = steps.get(candidates.indexOf(best.candidate()));
    return saved;
  }

  /** Returns all that was tried, the best first. */
  List<Trial> trials() {
    return trials;
  }

  /** Returns the best, which may have a part in the model. */
  List<Trial> finalists() {
    return trials.subList(0, Math.min(FINALISTS, trials.size()));
  }
}
