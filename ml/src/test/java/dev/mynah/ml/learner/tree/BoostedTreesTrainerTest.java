// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingControl.Decision;
import dev.mynah.ml.learner.TrainingRows;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BoostedTreesTrainerTest {
  private static final float NAN = Float.NaN;

  private static TrainingRows numbers(int classes, double[] target, float[]... columns) {
    List<Feature> features =
        IntStream.range(0, columns.length).mapToObj(i -> new Feature("f" + i, 0)).toList();
    return new TrainingRows(new FeatureMatrix(features, columns, target.length), target, classes);
  }

  private static TrainingRows categories(int cardinality, double[] target, float[] column) {
    FeatureMatrix matrix =
        new FeatureMatrix(
            List.of(new Feature("c", cardinality)), new float[][] {column}, target.length);
    return new TrainingRows(matrix, target, 0);
  }

  /** One tree a round, whole steps, no penalty, leaves of one row. */
  private static BoostedTreesTrainer plain(Loss loss, int rounds) {
    return BoostedTreesTrainer.defaults(loss)
        .withRounds(rounds)
        .withLearningRate(1)
        .withShares(1, 1)
        .withShape(TreeShape.defaults().withMinRows(1).withPenalties(0, 0));
  }

  private static BoostedTreesTrainer oneSplit(double l1, double l2) {
    BoostedTreesTrainer trainer = plain(Loss.SQUARED_ERROR, 1);
    return trainer.withShape(trainer.shape().withMaxLeaves(2).withPenalties(l1, l2));
  }

  private static TrainedModel train(BoostedTreesTrainer trainer, TrainingRows rows) {
    return trainer.train(rows, null, TrainingControl.UNLIMITED);
  }

  private static TreeEnsemble trees(TrainedModel trained) {
    return (TreeEnsemble) trained.model();
  }

  private static double[] scores(TrainedModel trained, TrainingRows rows) {
    double[] raw = new double[rows.rows() * trained.model().outputs()];
    trained.model().addScores(rows.features(), raw);
    return raw;
  }

  @Test
  void splitsWhereTheLossFallsMostAndPenalizesLeaves() {
    TrainingRows rows =
        numbers(0, new double[] {1, 2, 9, 12}, new float[] {1, 2, 3, 4}, new float[] {1, 2, 1, 2});
    TreeEnsemble ensemble = trees(train(oneSplit(0, 1), rows));
    Tree tree = ensemble.trees().getFirst();
    // Mean 6; residuals -5, -4, 3, 6. Left 9/(2+1) below, right 9/(2+1) above.
    assertThat(ensemble.baseScores()).containsExactly(6);
    assertThat(tree.feature()).containsExactly(0, Tree.LEAF, Tree.LEAF);
    assertThat(tree.threshold()[0]).isEqualTo(2.5f);
    assertThat(tree.value()).containsExactly(new double[] {0, -3, 3}, within(1e-9));
    // 81/3 + 81/3 - 0/5.
    assertThat(tree.gain()[0]).isCloseTo(54, within(1e-6));
    assertThat(tree.cover()).containsExactly(new double[] {4, 2, 2}, within(1e-6));
  }

  @Test
  void takesThePenaltyOnAbsoluteValuesOffTheGradient() {
    TrainingRows rows = numbers(0, new double[] {1, 2, 9, 12}, new float[] {1, 2, 3, 4});
    Tree tree = trees(train(oneSplit(4, 1), rows)).trees().getFirst();
    // (9 - 4) / (2 + 1) on both sides.
    assertThat(tree.value()).containsExactly(new double[] {0, -5 / 3.0, 5 / 3.0}, within(1e-9));
  }

  @Test
  void addsTheLearningRatesShareOfALeaf() {
    TrainingRows rows = numbers(0, new double[] {1, 2, 9, 12}, new float[] {1, 2, 3, 4});
    Tree tree = trees(train(oneSplit(0, 1).withLearningRate(0.1), rows)).trees().getFirst();
    assertThat(tree.value()).containsExactly(new double[] {0, -0.3, 0.3}, within(1e-9));
  }

  @Test
  void startsAtTheLogOddsAndTakesNewtonSteps() {
    BoostedTreesTrainer trainer = plain(Loss.LOGISTIC, 1);
    TrainingRows rows = numbers(2, new double[] {0, 0, 0, 1}, new float[] {1, 2, 3, 4});
    TreeEnsemble ensemble = trees(train(trainer.withShape(trainer.shape().withMaxLeaves(2)), rows));
    // p = 1/4: log odds -ln 3; hessian 3/16 a row; steps -(3 * 1/4) / (9/16) and (3/4) / (3/16).
    assertThat(ensemble.baseScores()[0]).isCloseTo(-Math.log(3), within(1e-12));
    assertThat(ensemble.trees().getFirst().value())
        .containsExactly(new double[] {0, -4 / 3.0, 4}, within(1e-4));
  }

  @Test
  void missingValuesGoWhereTheyFit() {
    double[] likeLow = {1, 1, 9, 9, 1, 1};
    float[] column = {1, 2, 3, 4, NAN, NAN};
    Tree low = trees(train(oneSplit(0, 0), numbers(0, likeLow, column))).trees().getFirst();
    assertThat(low.missingLeft()[0]).isTrue();
    assertThat(low.threshold()[0]).isEqualTo(2.5f);
    double[] likeHigh = {1, 1, 9, 9, 9, 9};
    Tree high = trees(train(oneSplit(0, 0), numbers(0, likeHigh, column))).trees().getFirst();
    assertThat(high.missingLeft()[0]).isFalse();
  }

  @Test
  void separatesMissingFromPresentValues() {
    double[] target = {1, 1, 1, 9, 9};
    TrainingRows rows = numbers(0, target, new float[] {1, 2, 3, NAN, NAN});
    assertThat(scores(train(oneSplit(0, 0), rows), rows)).containsExactly(target, within(1e-9));
  }

  @Test
  void missingValuesUnknownToTrainingGoWithTheMostRows() {
    TrainingRows rows = numbers(0, new double[] {1, 1, 1, 9}, new float[] {1, 2, 3, 4});
    assertThat(trees(train(oneSplit(0, 0), rows)).trees().getFirst().missingLeft()[0]).isTrue();
  }

  @Test
  void splitsFewCategoriesOffOneByOne() {
    double[] target = {1, 9, 1, 1, 9, 1};
    TrainingRows rows = categories(3, target, new float[] {0, 1, 2, 0, 1, 2});
    BoostedTreesTrainer trainer = oneSplit(0, 0);
    CategorySplits any = new CategorySplits(0, 0, 32, 1, 1);
    TrainedModel trained = train(trainer.withShape(trainer.shape().withCategories(any)), rows);
    assertThat(trees(trained).trees().getFirst().categories()[0]).containsExactly(0b010);
    assertThat(scores(trained, rows)).containsExactly(target, within(1e-9));
  }

  @Test
  void dividesManyCategoriesByTheirMeans() {
    int cardinality = 12;
    double[] target = new double[10 * cardinality];
    float[] column = new float[target.length];
    for (int row = 0; row < target.length; row++) {
      int category = row % cardinality;
      column[row] = category;
      target[row] = category % 3 == 0 ? 5 : -5;
    }
    TrainingRows rows = categories(cardinality, target, column);
    BoostedTreesTrainer trainer = oneSplit(0, 0);
    CategorySplits any = new CategorySplits(0, 0, 32, 1, 1);
    TrainedModel trained = train(trainer.withShape(trainer.shape().withCategories(any)), rows);
    assertThat(scores(trained, rows)).containsExactly(target, within(1e-9));
  }

  @Test
  void unseenCategoriesGoWhereMissingOnesGo() {
    double[] target = {1, 1, 1, 9, 9, 9};
    TrainingRows rows = categories(70, target, new float[] {0, 0, 0, NAN, NAN, NAN});
    BoostedTreesTrainer trainer = oneSplit(0, 0);
    CategorySplits any = new CategorySplits(0, 0, 32, 1, 1);
    TrainedModel trained = train(trainer.withShape(trainer.shape().withCategories(any)), rows);
    TrainingRows others = categories(70, new double[4], new float[] {0, 1, 69, NAN});
    assertThat(scores(trained, others)).containsExactly(new double[] {1, 9, 9, 9}, within(1e-9));
  }

  @Test
  void predictsAConstantTargetExactly() {
    double[] target = {3.25, 3.25, 3.25, 3.25};
    TrainingRows rows = numbers(0, target, new float[] {1, 2, 3, 4});
    assertThat(scores(train(plain(Loss.SQUARED_ERROR, 500), rows), rows)).containsOnly(3.25);
    TrainingRows oneClass = numbers(2, new double[4], new float[] {1, 2, 3, 4});
    assertThat(Arrays.stream(scores(train(plain(Loss.LOGISTIC, 5), oneClass), oneClass)))
        .allMatch(score -> score < -10);
  }

  @Test
  void trainsOnOneRow() {
    TrainingRows row = numbers(0, new double[] {7}, new float[] {1});
    assertThat(scores(train(BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR), row), row))
        .containsExactly(7);
  }

  @Test
  void trainsWithoutAnyFeature() {
    TrainingRows rows = numbers(0, new double[] {1, 3});
    assertThat(scores(train(BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR), rows), rows))
        .containsExactly(2, 2);
  }

  @Test
  void ignoresAFeatureThatIsAlwaysMissing() {
    double[] target = {1, 1, 9, 9};
    TrainingRows rows =
        numbers(0, target, new float[] {NAN, NAN, NAN, NAN}, new float[] {1, 2, 3, 4});
    TrainedModel trained = train(oneSplit(0, 0), rows);
    assertThat(trees(trained).importance(2)).containsExactly(0, 1);
    assertThat(scores(trained, rows)).containsExactly(target, within(1e-9));
  }

  @Test
  void copesWithInfiniteAndHugeValues() {
    float[] column = {
      Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, 0, Float.MAX_VALUE, Float.POSITIVE_INFINITY
    };
    double[] target = {1, 1, 5, 9, 9};
    TrainingRows rows = numbers(0, target, column);
    assertThat(scores(train(plain(Loss.SQUARED_ERROR, 3), rows), rows))
        .containsExactly(target, within(1e-9));
  }

  /** A target that depends on three of the columns, with noise. */
  private static TrainingRows noisy(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[][] values = new float[columns][rows];
    double[] target = new double[rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[column][row] = (float) random.nextGaussian();
      }
      target[row] = values[0][row] * values[1][row] + values[2][row] + 0.5 * random.nextGaussian();
    }
    return numbers(0, target, values);
  }

  private static byte[] bytes(TrainedModel trained) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    trees(trained).write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void equalSeedsGiveEqualModelsAndOthersDoNot() throws IOException {
    BoostedTreesTrainer trainer = BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR).withRounds(20);
    TrainingRows rows = noisy(500, 6, 1);
    byte[] first = bytes(train(trainer, rows));
    assertThat(bytes(train(trainer, rows))).isEqualTo(first);
    assertThat(bytes(train(trainer.withSeed(2), rows))).isNotEqualTo(first);
  }

  @Test
  void theOrderOfRowsDoesNotMatterWhenAllAreUsed() throws IOException {
    BoostedTreesTrainer trainer =
        BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR).withRounds(20).withShares(1, 0.8);
    TrainingRows rows = noisy(500, 6, 1);
    // Whole numbers, so that the mean does not depend on the order either.
    for (int row = 0; row < 500; row++) {
      rows.target()[row] = Math.rint(8 * rows.target()[row]);
    }
    int[] reversed = IntStream.range(0, 500).map(i -> 499 - i).toArray();
    assertThat(bytes(train(trainer, rows.select(reversed)))).isEqualTo(bytes(train(trainer, rows)));
  }

  @Test
  void learnsAmongThreeHundredFeatures() {
    TrainingRows rows = noisy(2_000, 300, 2);
    TrainingRows fresh = noisy(1_000, 300, 3);
    TrainedModel trained =
        train(BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR).withRounds(200), rows);
    double[] importance = trees(trained).importance(300);
    int[] order =
        IntStream.range(0, 300)
            .boxed()
            .sorted((a, b) -> Double.compare(importance[b], importance[a]))
            .mapToInt(i -> i)
            .toArray();
    assertThat(Arrays.copyOf(order, 3)).containsExactlyInAnyOrder(0, 1, 2);
    // Predicting the mean errs by 1 + 1 + 0.25; the product of two columns is hard to find.
    assertThat(meanSquaredError(scores(trained, fresh), fresh.target())).isLessThan(1.25);
  }

  private static double meanSquaredError(double[] scores, double[] target) {
    return IntStream.range(0, target.length)
        .mapToDouble(i -> (scores[i] - target[i]) * (scores[i] - target[i]))
        .average()
        .orElseThrow();
  }

  @Test
  void keepsTheRoundWithTheLowestValidationLoss() {
    List<Double> losses = new ArrayList<>();
    TrainingControl recording =
        (share, loss) -> {
          losses.add(loss);
          return Decision.GO_ON;
        };
    TrainingRows validation = noisy(300, 6, 5);
    TrainedModel trained =
        BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR)
            .withPatience(15)
            .withLearningRate(0.2)
            .train(noisy(300, 6, 4), validation, recording);
    double lowest = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    assertThat(trained.rounds()).isEqualTo(losses.indexOf(lowest) + 1);
    assertThat(losses).hasSize(trained.rounds() + 15);
    assertThat(trees(trained).trees()).hasSize(trained.rounds());
    assertThat(trained.validationLoss()).isEqualTo(lowest);
    assertThat(meanSquaredError(scores(trained, validation), validation.target()))
        .isCloseTo(lowest, within(1e-9));
  }

  @Test
  void keepsNoRoundWhenNoneHelps() {
    TrainingRows validation = numbers(0, new double[] {1, 1, 9, 9}, new float[] {4, 3, 2, 1});
    TrainedModel trained =
        plain(Loss.SQUARED_ERROR, 10)
            .train(
                numbers(0, new double[] {1, 1, 9, 9}, new float[] {1, 2, 3, 4}),
                validation,
                TrainingControl.UNLIMITED);
    assertThat(trained.rounds()).isZero();
    assertThat(trained.validationLoss()).isEqualTo(16);
  }

  @Test
  void stopsWhenCancelledAndKeepsWhatItHasWhenTimeIsUp() {
    TrainingRows rows = noisy(300, 4, 6);
    BoostedTreesTrainer trainer = BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR);
    int[] rounds = {0};
    assertThatThrownBy(() ->
            trainer.train(
                rows, null, (share, loss) -> ++rounds[0] < 3 ? Decision.GO_ON : Decision.CANCEL))
        .isInstanceOf(TrainingCancelledException.class);
    assertThat(rounds[0]).isEqualTo(3);
    TrainedModel finished =
        trainer.train(
            rows, null, (share, loss) -> share < 0.0025 ? Decision.GO_ON : Decision.FINISH);
    assertThat(finished.rounds()).isEqualTo(5);
  }

  @Test
  void tellsClassesApart() {
    float[] column = new float[300];
    double[] target = new double[300];
    for (int row = 0; row < 300; row++) {
      column[row] = row;
      int third = row / 100;
      target[row] = third;
    }
    TrainingRows rows = numbers(3, target, column);
    TrainedModel trained =
        train(BoostedTreesTrainer.defaults(Loss.SOFTMAX).withRounds(30).withShares(1, 1), rows);
    assertThat(trained.model().outputs()).isEqualTo(3);
    assertThat(trees(trained).baseScores()[1]).isCloseTo(Math.log(1 / 3.0), within(1e-12));
    double[] scores = scores(trained, rows);
    for (int row = 0; row < 300; row++) {
      double own = scores[3 * row + row / 100];
      assertThat(own)
          .isEqualTo(Math.max(scores[3 * row], Math.max(scores[3 * row + 1], scores[3 * row + 2])));
    }
  }

  @Test
  void keepsTheLimitsOnTrees() {
    TrainingRows rows = noisy(2_000, 5, 7);
    BoostedTreesTrainer trainer =
        plain(Loss.SQUARED_ERROR, 3)
            .withShape(TreeShape.defaults().withMaxLeaves(50).withMaxDepth(4).withMinRows(60));
    for (Tree tree : trees(train(trainer, rows)).trees()) {
      assertThat(tree.depth()).isLessThanOrEqualTo(4);
      assertThat(tree.leaves()).isLessThanOrEqualTo(16);
      for (int node = 0; node < tree.nodes(); node++) {
        assertThat(tree.cover()[node]).isGreaterThanOrEqualTo(59.99);
      }
    }
  }

  @Test
  void randomSplitsStillLearn() {
    TrainingRows rows = noisy(2_000, 6, 8);
    TrainingRows fresh = noisy(1_000, 6, 9);
    BoostedTreesTrainer trainer = BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR).withRounds(300);
    TrainedModel trained =
        train(trainer.withShape(trainer.shape().withSearch(SplitSearch.RANDOM_SPLIT)), rows);
    assertThat(meanSquaredError(scores(trained, fresh), fresh.target())).isLessThan(0.6);
  }

  @Test
  void refusesTargetsThatItsLossDoesNotKnow() {
    assertThatThrownBy(
            () -> train(plain(Loss.LOGISTIC, 1), numbers(2, new double[] {0, 2}, new float[2])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target 2.0 for loss LOGISTIC");
    assertThatThrownBy(() ->
            train(
                plain(Loss.SQUARED_ERROR, 1),
                numbers(0, new double[] {0, Double.NaN}, new float[2])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target NaN for loss SQUARED_ERROR");
    assertThatThrownBy(() -> train(plain(Loss.SOFTMAX, 1), numbers(0, new double[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot train on 0 rows");
  }

  @Test
  void refusesSettingsOutOfRange() {
    BoostedTreesTrainer trainer = BoostedTreesTrainer.defaults(Loss.LOGISTIC);
    assertThatThrownBy(() -> trainer.withLearningRate(0))
        .hasMessage("learning rate is above 0 and at most 1, not 0.0");
    assertThatThrownBy(() -> trainer.withShares(Double.NaN, 1))
        .hasMessage("share of rows is above 0 and at most 1, not NaN");
    assertThatThrownBy(() -> trainer.shape().withMaxLeaves(1))
        .hasMessage("a tree has at least 2 leaves, depth 1 and 1 row a leaf, not 1, 64 and 20");
  }
}
