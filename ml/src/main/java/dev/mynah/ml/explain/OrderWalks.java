// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.SeededRandom;
import java.util.Arrays;

/**
 * Ways from background rows to one explained row, player by player, there and back in the same
 * order. Players of equal features on both sides change nothing and are passed over.
 */
final class OrderWalks {
  /** Mixtures that are answered together. */
  private static final int BLOCK_ROWS = 1_024;

  private final PermutationShapley.Function function;
  private final FeatureMatrix explained;
  private final double explainedAnswer;
  private final FeatureMatrix background;
  private final double[] backgroundAnswers;
  private final Players players;
  private final int count;
  private final float[][] mixtures;
  private final double[] answers;
  private int filled;

  OrderWalks(
      PermutationShapley.Function function,
      FeatureMatrix explained,
      double explainedAnswer,
      FeatureMatrix background,
      double[] backgroundAnswers,
      Players players) {
    this.function = function;
    this.explained = explained;
    this.explainedAnswer = explainedAnswer;
    this.background = background;
    this.backgroundAnswers = backgroundAnswers;
    this.players = players;
    this.count = players.count();
    int rows = Math.min(BLOCK_ROWS + 2 * count, 2 * count * background.rows());
    mixtures = new float[explained.columns().length][rows];
    answers = new double[rows];
  }

  /** A way that is being walked. */
  private record Way(int place, int[] order) {}

  /**
   * Walks from each of the places in the background and back.
   *
   * @param sums shape {@code [background rows][players]}, what is added to
   */
  void walk(int[] places, SeededRandom random, double[][] sums) {
    Way[] ways = new Way[places.length];
    int first = 0;
    for (int index = 0; index < places.length; index++) {
      ways[index] = new Way(places[index], order(places[index], random));
      fill(ways[index]);
      if (filled >= BLOCK_ROWS || index == places.length - 1) {
        answer(Arrays.copyOfRange(ways, first, index + 1), sums);
        first = index + 1;
      }
    }
  }

  /** Draws an order of all players, of which those that differ are kept. */
  private int[] order(int place, SeededRandom random) {
    int[] order = new int[count];
    for (int index = 0; index < count; index++) {
      int other = random.nextInt(index + 1);
      order[index] = order[other];
      order[other] = index;
    }
    boolean[] differs = new boolean[count];
    for (int feature = 0; feature < mixtures.length; feature++) {
      float own = explained.columns()[feature][0];
      float other = background.columns()[feature][place];
      differs[players.ofFeature()[feature]] |=
          Float.floatToIntBits(own) != Float.floatToIntBits(other);
    }
    return Arrays.stream(order).filter(player -> differs[player]).toArray();
  }

  /** Lays out the mixtures between the two ends: one player more a row, then one less. */
  private void fill(Way way) {
    int steps = way.order().length - 1;
    if (steps < 1) {
      return;
    }
    int[] positions = new int[count];
    for (int index = 0; index <= steps; index++) {
      positions[way.order()[index]] = index;
    }
    int middle = filled + steps;
    int end = middle + steps;
    for (int feature = 0; feature < mixtures.length; feature++) {
      float own = explained.columns()[feature][0];
      float other = background.columns()[feature][way.place()];
      float[] column = mixtures[feature];
      int position = positions[players.ofFeature()[feature]];
      Arrays.fill(column, filled, filled + position, other);
      Arrays.fill(column, filled + position, middle + position, own);
      Arrays.fill(column, middle + position, end, other);
    }
    filled = end;
  }

  private void answer(Way[] ways, double[][] sums) {
    if (filled > 0) {
      function.answer(new FeatureMatrix(explained.features(), mixtures, filled), answers);
    }
    int from = 0;
    for (Way way : ways) {
      int[] order = way.order();
      double[] values = sums[way.place()];
      double before = backgroundAnswers[way.place()];
      int steps = Math.max(0, order.length - 1);
      if (order.length > 0) {
        double there = before;
        double back = explainedAnswer;
        for (int index = 0; index < steps; index++) {
          double nextThere = answers[from + index];
          double nextBack = answers[from + steps + index];
          values[order[index]] += (nextThere - there + back - nextBack) / 2;
          there = nextThere;
          back = nextBack;
        }
        values[order[steps]] += (explainedAnswer - there + back - before) / 2;
      }
      from += 2 * steps;
    }
    filled = 0;
  }
}
