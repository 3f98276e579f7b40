// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.Arrays;

/** Counts of classes; a split of the highest purity has the lowest Gini impurity. */
final class ClassStatistics implements NodeStatistics {
  private final int[] labels;
  private final int[] counts;
  private final int[] left;
  private int rows;
  private int leftRows;

  /** Sums of the squared counts. */
  private long squares;

  private long leftSquares;
  private long rightSquares;

  /** The class that is set against all others where one number a row is needed. */
  private int orderedClass;

  ClassStatistics(double[] target, int classes) {
    labels = new int[target.length];
    Arrays.setAll(labels, row -> (int) target[row]);
    counts = new int[classes];
    left = new int[classes];
  }

  @Override
  public void begin(int[] nodeRows, int from, int to) {
    Arrays.fill(counts, 0);
    for (int index = from; index < to; index++) {
      counts[labels[nodeRows[index]]]++;
    }
    rows = to - from;
    squares = 0;
    orderedClass = 0;
    for (int label = 0; label < counts.length; label++) {
      squares += (long) counts[label] * counts[label];
      orderedClass = counts[label] > counts[orderedClass] ? label : orderedClass;
    }
    clearLeft();
  }

  @Override
  public boolean isPure() {
    return squares == (long) rows * rows;
  }

  @Override
  public double purity() {
    return (double) squares / rows;
  }

  @Override
  public void clearLeft() {
    Arrays.fill(left, 0);
    leftRows = 0;
    leftSquares = 0;
    rightSquares = squares;
  }

  @Override
  public void moveLeft(int row) {
    int label = labels[row];
    int before = left[label]++;
    leftRows++;
    leftSquares += 2L * before + 1;
    rightSquares -= 2L * (counts[label] - before) - 1;
  }

  @Override
  public int leftRows() {
    return leftRows;
  }

  @Override
  public double splitPurity() {
    return (double) leftSquares / leftRows + (double) rightSquares / (rows - leftRows);
  }

  @Override
  public double order(int row) {
    return labels[row] == orderedClass ? 1 : 0;
  }

  @Override
  public int addLeaf(ForestNodes nodes) {
    return nodes.addClassLeaf(counts, rows);
  }
}
