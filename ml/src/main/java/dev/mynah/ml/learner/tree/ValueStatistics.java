// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/** Sums of values; a split of the highest purity leaves the lowest squared error. */
final class ValueStatistics implements NodeStatistics {
  private final double[] target;
  private double sum;
  private int rows;
  private boolean pure;
  private double leftSum;
  private int leftRows;

  ValueStatistics(double[] target) {
    this.target = target;
  }

  @Override
  public void begin(int[] nodeRows, int from, int to) {
    sum = 0;
    rows = to - from;
    pure = true;
    double first = target[nodeRows[from]];
    for (int index = from; index < to; index++) {
      double value = target[nodeRows[index]];
      sum += value;
      pure &= value == first;
    }
    clearLeft();
  }

  @Override
  public boolean isPure() {
    return pure;
  }

  @Override
  public double purity() {
    return sum * sum / rows;
  }

  @Override
  public void clearLeft() {
    leftSum = 0;
    leftRows = 0;
  }

  @Override
  public void moveLeft(int row) {
    leftSum += target[row];
    leftRows++;
  }

  @Override
  public int leftRows() {
    return leftRows;
  }

  @Override
  public double splitPurity() {
    double rightSum = sum - leftSum;
    return leftSum * leftSum / leftRows + rightSum * rightSum / (rows - leftRows);
  }

  @Override
  public double order(int row) {
    return target[row];
  }

  @Override
  public int addLeaf(ForestNodes nodes) {
    return nodes.addValueLeaf(sum / rows);
  }
}
