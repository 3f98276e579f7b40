// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/** Hands out rows to parts so that each part has its share, in all and of each stratum. */
final class PartShares {
  private static final RowPart[] PARTS = RowPart.values();

  private final double[] shares = new double[PARTS.length];
  private final int[][] sizes;
  private final int[] totals = new int[PARTS.length];
  private final int[] rowsOf;
  private int rows;

  PartShares(SplitRequest.Fractions fractions, int strata) {
    shares[RowPart.TRAIN.code()] = fractions.train();
    shares[RowPart.VALIDATION.code()] = fractions.validation();
    shares[RowPart.TEST.code()] = fractions.test();
    double rest = 1 - fractions.train() - fractions.validation() - fractions.test();
    // What is left over by rounding is nothing.
    shares[RowPart.UNUSED.code()] = rest > 1e-6 ? rest : 0;
    sizes = new int[strata][PARTS.length];
    rowsOf = new int[strata];
  }

  /** Returns how many parts have a share. */
  int wanted() {
    int count = 0;
    for (double share : shares) {
      count += share > 0 ? 1 : 0;
    }
    return count;
  }

  /** Returns the part that lacks most, and counts the rows as given to it. */
  RowPart next(int stratum, int count) {
    int most = 0;
    double lack = Double.NEGATIVE_INFINITY;
    for (int part = 0; part < PARTS.length; part++) {
      double ofStratum = shares[part] * (rowsOf[stratum] + count) - sizes[stratum][part];
      double ofAll = shares[part] * (rows + count) - totals[part];
      if (shares[part] > 0 && ofStratum + ofAll > lack) {
        lack = ofStratum + ofAll;
        most = part;
      }
    }
    sizes[stratum][most] += count;
    totals[most] += count;
    rowsOf[stratum] += count;
    rows += count;
    return PARTS[most];
  }
}
