// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.learner.tree.ForestKind;
import dev.mynah.ml.learner.tree.SplitSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class TuningTest {
  private static final Recipe.Size SIZE = new Recipe.Size(1_000, 20, 2);
  private static final BoostedRecipe TREES =
      BoostedRecipe.usual(0.1, 31, 20, SplitSearch.EVERY_SPLIT);

  @Test
  void walksTowardsALowerLoss() {
    Tuning tuning = tuning(blend(TREES, 1), 1_000, 99);
    List<Candidate> tried = run(tuning, recipe -> distance(recipe, 6, 80));
    assertThat(tried).hasSizeGreaterThan(10);
    assertThat(tuning.finalists()).hasSize(2);
    assertThat(tuning.finalists().getFirst().loss()).isLessThan(0.6 * distance(TREES, 6, 80));
  }

  private static double distance(Recipe recipe, int leaves, int rows) {
    BoostedRecipe trees = (BoostedRecipe) recipe;
    return 0.1
        + Math.abs(Math.log((double) trees.maxLeaves() / leaves))
        + Math.abs(Math.log((double) trees.minRows() / rows));
  }

  @Test
  void candidatesWithoutGainEndIt() {
    List<Candidate> tried = run(tuning(blend(TREES, 1), 1_000, 99), recipe -> 5);
    assertThat(tried).hasSize(8);
    assertThat(tried).extracting(Candidate::name).startsWith("one-tuned-1", "one-tuned-2");
  }

  @Test
  void theTimeByEstimateAndTheNumberOfCandidatesEndIt() {
    assertThat(run(tuning(blend(TREES, 1), 1e-6, 99), recipe -> 5)).isEmpty();
    assertThat(run(tuning(blend(TREES, 1), 1_000, 5), recipe -> 5)).hasSize(4);
    assertThat(run(tuning(blend(TREES, 1), 1_000, 1), recipe -> 5)).isEmpty();
  }

  @Test
  void whatCarriesTheMixtureIsTunedInTurn() {
    Recipe forest = new ForestRecipe(ForestKind.EXTRA_TREES, 100, 3, 0);
    Blend blend = blend(TREES, 0.5, forest, 0.45, new LinearRecipe(1), 0.05);
    List<Candidate> tried = run(tuning(blend, 1_000, 99), recipe -> 5);
    assertThat(tried)
        .extracting(candidate -> candidate.recipe().algorithm())
        .startsWith(
            ModelType.BOOSTED_TREES,
            ModelType.BOOSTED_TREES,
            ModelType.EXTRA_TREES,
            ModelType.EXTRA_TREES,
            ModelType.BOOSTED_TREES)
        .doesNotContain(ModelType.LINEAR_LEARNER);
  }

  @Test
  void aCandidateIsWhatItsHyperparametersSay() {
    for (Candidate candidate : run(tuning(blend(TREES, 1), 1_000, 99), recipe -> 5)) {
      assertThat(
              FixedCandidate.of(ModelType.BOOSTED_TREES, candidate.recipe().hyperparameters())
                  .recipe())
          .isEqualTo(candidate.recipe());
    }
  }

  @Test
  void equalLossesGiveEqualCandidates() {
    assertThat(run(tuning(blend(TREES, 1), 1_000, 30), recipe -> distance(recipe, 60, 5)))
        .isEqualTo(run(tuning(blend(TREES, 1), 1_000, 30), recipe -> distance(recipe, 60, 5)));
  }

  @Test
  void equalFactorsAreEqualSteps() {
    HyperparameterRange range = new HyperparameterRange(Hyperparameter.MAX_LEAVES, 4, 256, true);
    assertThat(range.value(range.place(32))).isEqualTo(32);
    assertThat(range.place(32)).isCloseTo(0.5, within(1e-9));
    assertThat(range.value(-1)).isEqualTo(4);
    assertThat(range.value(2)).isEqualTo(256);
  }

  private static List<Candidate> run(Tuning tuning, ToDoubleFunction<Recipe> loss) {
    List<Candidate> all = new ArrayList<>();
    for (List<Candidate> next = tuning.next(); !next.isEmpty(); next = tuning.next()) {
      all.addAll(next);
      tuning.learn(next.stream().map(one -> trial(one, loss.applyAsDouble(one.recipe()))).toList());
    }
    return all;
  }

  private static Tuning tuning(Blend blend, double seconds, int max) {
    return new Tuning(blend, SIZE, 5, 1, 0, seconds, max);
  }

  /** Makes a mixture of recipes and their weights, each of which loses 1 or its distance. */
  private static Blend blend(Object... recipesAndWeights) {
    List<Trial> trials = new ArrayList<>();
    double[] weights = new double[recipesAndWeights.length / 2];
    List<String> names = List.of("one", "two", "three");
    for (int index = 0; index < weights.length; index++) {
      Recipe recipe = (Recipe) recipesAndWeights[2 * index];
      weights[index] = ((Number) recipesAndWeights[2 * index + 1]).doubleValue();
      double loss = recipe.equals(TREES) ? distance(TREES, 6, 80) : 1;
      trials.add(trial(new Candidate(names.get(index), recipe, 1, 1, false), loss));
    }
    return new Blend(trials, weights, Calibration.NONE, new double[0], 1);
  }

  private static Trial trial(Candidate candidate, double loss) {
    return new Trial(
        candidate,
        CandidateReport.State.TRAINED,
        List.of(),
        1,
        Calibration.NONE,
        new double[0],
        loss,
        0);
  }
}
