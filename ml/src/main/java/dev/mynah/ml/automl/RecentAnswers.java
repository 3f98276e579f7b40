// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.linear.LinearModel;
import dev.mynah.spi.data.ColumnBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A predictor that remembers the rows it scored last: a statement that asks for a row in several
 * clauses, or by several functions of a model, has it scored once. Any number of threads may
 * predict; rows are compared in full, so an answer is always that of its row.
 */
public final class RecentAnswers {
  private static final int MAX_ROWS = 1 << 14;
  private static final int MIN_ROWS = 1 << 8;

  /** Wider rows are remembered in smaller numbers. */
  private static final int MAX_CELLS = 1 << 21;

  /** Rows of the same hash that are remembered together, the last one first. */
  private static final int BUCKET = 4;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** A row as models see it, with its answers. */
  private record Remembered(float[] row, double[] answers) {
    boolean isOf(FeatureMatrix features, int index) {
      for (int feature = 0; feature < row.length; feature++) {
        int bits = Float.floatToRawIntBits(features.columns()[feature][index]);
        if (Float.floatToRawIntBits(row[feature]) != bits) {
          return false;
        }
      }
      return true;
    }
  }

  private final Predictor predictor;

  /** Written without locks: what a thread misses it scores once more. */
  private final @Nullable Remembered[] remembered;

  public RecentAnswers(Predictor predictor) {
    this.predictor = predictor;
    boolean isCheap =
        predictor.members().stream().allMatch(member -> member.model() instanceof LinearModel);
    int features = Math.max(1, predictor.encoder().sources().size());
    int rows = Integer.highestOneBit(Math.clamp(MAX_CELLS / features, MIN_ROWS, MAX_ROWS));
    this.remembered = new Remembered[isCheap ? 0 : rows];
  }

  /**
   * Predicts as {@link Predictor#predict(ColumnBatch, double[])} does.
   *
   * @return how many of the rows needed no scoring
   */
  public int predict(ColumnBatch arguments, double[] result) {
    if (remembered.length == 0) {
      predictor.predict(arguments, result);
      return 0;
    }
    FeatureMatrix features = predictor.encode(arguments);
    int[] buckets = buckets(features);
    int[] unknown = new int[features.rows()];
    int count = 0;
    int outputs = predictor.outputs();
    for (int row = 0; row < features.rows(); row++) {
      Remembered found = find(features, row, buckets[row]);
      if (found == null) {
        unknown[count++] = row;
      } else {
        System.arraycopy(found.answers(), 0, result, row * outputs, outputs);
      }
    }
    if (count > 0) {
      score(features, Arrays.copyOf(unknown, count), buckets, result);
    }
    return features.rows() - count;
  }

  /** Returns the first place of the bucket of each row. */
  private int[] buckets(FeatureMatrix features) {
    long[] hashes = new long[features.rows()];
    for (float[] column : features.columns()) {
      for (int row = 0; row < hashes.length; row++) {
        long mixed = (hashes[row] ^ Float.floatToRawIntBits(column[row])) * MULTIPLIER;
        hashes[row] = mixed ^ (mixed >>> 32);
      }
    }
    int[] buckets = new int[hashes.length];
    for (int row = 0; row < buckets.length; row++) {
      buckets[row] = (int) hashes[row] & (remembered.length - BUCKET);
    }
    return buckets;
  }

  private @Nullable Remembered find(FeatureMatrix features, int row, int bucket) {
    for (int place = bucket; place < bucket + BUCKET; place++) {
      Remembered candidate = remembered[place];
      if (candidate != null && candidate.isOf(features, row)) {
        return candidate;
      }
    }
    return null;
  }

  private void score(FeatureMatrix features, int[] rows, int[] buckets, double[] result) {
    int outputs = predictor.outputs();
    FeatureMatrix asked = rows.length == features.rows() ? features : features.select(rows);
    double[] answers = new double[rows.length * outputs];
    predictor.predict(asked, answers);
    for (int index = 0; index < rows.length; index++) {
      int row = rows[index];
      System.arraycopy(answers, index * outputs, result, row * outputs, outputs);
      float[] cells = new float[features.columns().length];
      for (int feature = 0; feature < cells.length; feature++) {
        cells[feature] = features.columns()[feature][row];
      }
      double[] kept = Arrays.copyOfRange(answers, index * outputs, (index + 1) * outputs);
      int bucket = buckets[row];
      System.arraycopy(remembered, bucket, remembered, bucket + 1, BUCKET - 1);
      remembered[bucket] = new Remembered(cells, kept);
    }
  }
}
