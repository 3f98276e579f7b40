// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PortfolioTest {
  private static final Set<ModelType> ALL = EnumSet.complementOf(EnumSet.of(ModelType.AUTO));
  private static final Portfolio.Traits PLAIN = new Portfolio.Traits(false, false);
  private static final Portfolio.Traits SKEWED = new Portfolio.Traits(true, false);
  private static final Portfolio.Traits PAIRED = new Portfolio.Traits(false, true);

  @Test
  void smallTablesTryEveryKindOfLearner() {
    assertThat(of(ModelType.AUTO, 800, 10, 2, 10))
        .extracting(candidate -> candidate.recipe().algorithm())
        .contains(
            ModelType.LINEAR_LEARNER,
            ModelType.BOOSTED_TREES,
            ModelType.EXTRA_TREES,
            ModelType.RANDOM_FOREST,
            ModelType.MLP,
            ModelType.KNN);
  }

  @Test
  void aModelTypeIsTheOnlyOne() {
    for (ModelType type : ModelType.values()) {
      if (type != ModelType.AUTO) {
        for (int classes : new int[] {0, 2, 26}) {
          assertThat(of(type, 100_000, 100, classes, 1))
              .isNotEmpty()
              .allMatch(candidate -> candidate.recipe().algorithm() == type);
        }
      }
    }
  }

  @Test
  void lessTimeMeansFewerCandidates() {
    int few = of(ModelType.AUTO, 15_000, 20, 2, 4).size();
    int more = of(ModelType.AUTO, 15_000, 20, 2, 60).size();
    assertThat(few).isPositive().isLessThan(more);
  }

  @Test
  void boostedTreesAreTriedHoweverLittleTimeThereIs() {
    for (int rows : new int[] {500, 20_000, 1_000_000}) {
      assertThat(of(ModelType.AUTO, rows, 50, 2, 2))
          .anyMatch(candidate -> candidate.recipe().algorithm() == ModelType.BOOSTED_TREES);
    }
  }

  @Test
  void namesAreUnique() {
    for (int classes : new int[] {0, 2, 26}) {
      assertThat(of(ModelType.AUTO, 6_000, 5, classes, 600))
          .extracting(Candidate::name)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void logarithmsAreTriedWhereTheTargetIsSkewed() {
    Recipe.Size size = new Recipe.Size(1_000, 5, 0);
    assertThat(Portfolio.of(ALL, size, 5, SKEWED, 10, 99))
        .anyMatch(candidate -> candidate.recipe() instanceof LogRecipe);
    assertThat(Portfolio.of(ALL, size, 5, PLAIN, 10, 99))
        .noneMatch(candidate -> candidate.recipe() instanceof LogRecipe);
  }

  @Test
  void pairsAreTriedWhereThereAreQuantitiesButNotByBoostedTreesAlone() {
    Recipe.Size size = new Recipe.Size(1_000, 5, 2);
    assertThat(Portfolio.of(ALL, size, 5, PAIRED, 10, 99))
        .filteredOn(candidate -> candidate.recipe() instanceof PairRecipe)
        .extracting(candidate -> candidate.recipe().algorithm())
        .containsExactly(ModelType.BOOSTED_TREES, ModelType.EXTRA_TREES);
    Set<ModelType> boosted = EnumSet.of(ModelType.BOOSTED_TREES);
    assertThat(Portfolio.of(boosted, size, 5, PAIRED, 10, 99))
        .noneMatch(candidate -> candidate.recipe() instanceof PairRecipe);
  }

  @Test
  void fewCandidatesAreOfDifferentKindsAndOneIsBoosted() {
    Recipe.Size size = new Recipe.Size(3_000, 20, 2);
    assertThat(Portfolio.of(ALL, size, 5, PLAIN, 60, 1))
        .extracting(Candidate::name)
        .containsExactly("trees-1");
    assertThat(Portfolio.of(ALL, size, 5, PLAIN, 60, 4))
        .extracting(Candidate::name)
        .containsExactly("linear-1", "trees-1", "extra-trees-1", "mlp-1");
  }

  private static List<Candidate> of(
      ModelType type, int rows, int features, int classes, double seconds) {
    Set<ModelType> types = type == ModelType.AUTO ? ALL : EnumSet.of(type);
    return Portfolio.of(types, new Recipe.Size(rows, features, classes), 5, PLAIN, seconds, 99);
  }
}
