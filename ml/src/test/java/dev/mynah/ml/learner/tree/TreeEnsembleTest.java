// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeEnsembleTest {
  private static void assertScoresEqualAWalk(
      RandomTrees random, int treeCount, int leaves, int rowCount, double... baseScores) {
    List<Tree> trees = random.trees(treeCount, leaves);
    FeatureMatrix rows = random.rows(rowCount);
    double[] scores = new double[rowCount * baseScores.length];
    new TreeEnsemble(baseScores, trees).addScores(rows, scores);
    assertThat(scores).isEqualTo(RandomTrees.walk(baseScores, trees, rows));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 11, 12, 63, 64, 65, 200})
  void scoresNumbersAsAWalkDoes(int rows) {
    assertScoresEqualAWalk(new RandomTrees(rows, 6, false), 37, 31, rows, 0.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 11, 12, 63, 64, 65, 200})
  void scoresCategoriesAsAWalkDoes(int rows) {
    assertScoresEqualAWalk(new RandomTrees(rows, 6, true), 37, 31, rows, 0.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64, 255, 256, 257, 1_000})
  void scoresTreesOfAnySize(int leaves) {
    RandomTrees random = new RandomTrees(leaves, 5, true);
    List<Tree> trees = List.of(random.tree(leaves), random.tree(2), random.tree(leaves));
    FeatureMatrix rows = random.rows(150);
    double[] scores = new double[150];
    new TreeEnsemble(new double[] {0}, trees).addScores(rows, scores);
    assertThat(scores).isEqualTo(RandomTrees.walk(new double[] {0}, trees, rows));
  }

  @Test
  void dealsTreesOutToOutputsInTurn() {
    assertScoresEqualAWalk(new RandomTrees(1, 4, true), 33, 20, 100, 1, 2, 3);
    assertScoresEqualAWalk(new RandomTrees(2, 4, true), 33, 20, 5, 1, 2, 3);
  }

  @Test
  void scoresEachRowAsIfAlone() {
    RandomTrees random = new RandomTrees(3, 8, true);
    TreeEnsemble ensemble = new TreeEnsemble(new double[] {0.1}, random.trees(50, 40));
    FeatureMatrix rows = random.rows(130);
    double[] together = new double[130];
    ensemble.addScores(rows, together);
    for (int row = 0; row < 130; row++) {
      double[] alone = new double[1];
      ensemble.addScores(rows.select(new int[] {row}), alone);
      assertThat(alone[0]).isEqualTo(together[row]);
    }
  }

  @Test
  void addsToWhatIsThereAndReadsNoRowBehindTheLast() {
    TreeEnsemble ensemble = new TreeEnsemble(new double[] {2}, List.of(stump(0, 1f)));
    float[][] columns = {{0, 5, 5, 5}};
    double[] raw = {10, 20, 30};
    ensemble.addScores(new FeatureMatrix(List.of(new Feature("x", 0)), columns, 2), raw);
    assertThat(raw).containsExactly(10 + 2 - 1, 20 + 2 + 1, 30);
  }

  @Test
  void scoresTheBaseWithoutTrees() {
    double[] raw = new double[100];
    new TreeEnsemble(new double[] {7}, List.of())
        .addScores(new FeatureMatrix(List.of(), new float[0][], 100), raw);
    assertThat(raw).containsOnly(7);
  }

  @Test
  void countsInfiniteValuesAsTheLargestFloat() {
    TreeEnsemble ensemble = new TreeEnsemble(new double[] {0}, List.of(stump(0, Float.MAX_VALUE)));
    for (int rows : new int[] {1, 64}) {
      float[] column = new float[rows];
      Arrays.fill(column, Float.POSITIVE_INFINITY);
      column[rows - 1] = Float.NaN;
      double[] raw = new double[rows];
      ensemble.addScores(
          new FeatureMatrix(List.of(new Feature("x", 0)), new float[][] {column}, rows), raw);
      assertThat(raw[rows - 1]).isEqualTo(1);
      assertThat(Arrays.copyOf(raw, rows - 1)).doesNotContain(1).doesNotContain(0);
    }
  }

  /** Adds -1 up to the threshold, 1 above it and where the value is missing. */
  private static Tree stump(int feature, float threshold) {
    NodeArrays nodes = new NodeArrays(3);
    nodes.addLeaf(0, 10);
    nodes.addLeaf(-1, 5);
    nodes.addLeaf(1, 5);
    nodes.split(0, feature, threshold, Tree.NO_CATEGORIES, false, 1, 2, feature + 1.0);
    return nodes.toTree();
  }

  @Test
  void importanceIsEachFeaturesShareOfTheGain() {
    TreeEnsemble ensemble = new TreeEnsemble(new double[] {0}, List.of(stump(0, 1f), stump(2, 1f)));
    // Gains 1 and 3.
    assertThat(ensemble.importance(4))
        .containsExactly(new double[] {0.25, 0, 0.75, 0}, within(1e-12));
    assertThat(new TreeEnsemble(new double[] {0}, List.of()).importance(2)).containsExactly(0, 0);
  }

  @Test
  void truncationKeepsTheFirstRounds() {
    RandomTrees random = new RandomTrees(4, 4, false);
    List<Tree> trees = random.trees(6, 5);
    TreeEnsemble ensemble = new TreeEnsemble(new double[] {1, 2}, trees);
    assertThat(ensemble.truncated(2).trees()).isEqualTo(trees.subList(0, 4));
    assertThat(ensemble.truncated(2).baseScores()).containsExactly(1, 2);
  }

  @Test
  void refusesFewerFeaturesThanItsTreesUse() {
    TreeEnsemble ensemble = new TreeEnsemble(new double[] {0}, List.of(stump(2, 1f)));
    FeatureMatrix narrow = new FeatureMatrix(List.of(new Feature("x", 0)), new float[][] {{1}}, 1);
    assertThatThrownBy(() -> ensemble.addScores(narrow, new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 features for trees that use 3");
  }

  @Test
  void refusesTreesThatDoNotDivideAmongOutputs() {
    assertThatThrownBy(() -> new TreeEnsemble(new double[2], List.of(stump(0, 1f))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 trees for 2 outputs");
  }

  @Test
  void refusesAFeatureThatIsBothNumberAndCategory() {
    NodeArrays nodes = new NodeArrays(3);
    nodes.addLeaf(0, 1);
    nodes.addLeaf(0, 1);
    nodes.addLeaf(0, 1);
    nodes.split(0, 0, 0, new long[] {1}, false, 1, 2, 1);
    Tree categorical = nodes.toTree();
    assertThatThrownBy(() -> new TreeEnsemble(new double[1], List.of(stump(0, 1f), categorical)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature 0 is compared both as a number and as a category");
  }
}
