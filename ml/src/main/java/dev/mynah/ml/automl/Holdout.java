// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Split;
import java.util.Arrays;

/**
 * Holds out rows for validation: the same share of every class, or of every tenth of the values.
 * Rows of equal features stay in one part, so that a copied row does not check itself.
 */
final class Holdout {
  private static final int VALUE_STRATA = 10;

  /** Longer runs of equal rows are cut, or a table of few different rows would lose them all. */
  private static final int MAX_TWINS = 8;

  private Holdout() {}

  /** Larger tables need a smaller share for a loss of equal precision. */
  static double share(int rows) {
    return rows < 10_000 ? 0.2 : rows < 200_000 ? 0.15 : 0.1;
  }

  static Split of(CanonicalRows canonical, Target target) {
    int[] strata = strata(canonical, target);
    int count = Arrays.stream(strata).max().orElse(0) + 1;
    int[] sizes = new int[count];
    for (int stratum : strata) {
      sizes[stratum]++;
    }
    boolean[] heldOut = new boolean[strata.length];
    double share = share(strata.length);
    for (int stratum = 0; stratum < count; stratum++) {
      int wanted = (int) Math.round(sizes[stratum] * share);
      int rows = Math.min(Math.max(wanted, 1), sizes[stratum] - 1);
      holdOut(canonical.keys(), strata, stratum, rows, heldOut);
    }
    return split(canonical.rows(), heldOut);
  }

  private static int[] strata(CanonicalRows canonical, Target target) {
    int[] rows = canonical.rows();
    int[] strata = new int[rows.length];
    if (target.problemType().isClassification()) {
      Arrays.setAll(strata, index -> (int) target.values()[rows[index]]);
      return strata;
    }
    double[] sorted =
        Arrays.stream(rows).mapToDouble(row -> target.values()[row]).sorted().toArray();
    int number = Math.max(1, Math.min(VALUE_STRATA, rows.length / 10));
    double[] bounds = new double[number - 1];
    Arrays.setAll(bounds, bound -> sorted[(bound + 1) * sorted.length / number]);
    for (int index = 0; index < strata.length; index++) {
      double value = target.values()[rows[index]];
      for (double bound : bounds) {
        strata[index] += value >= bound ? 1 : 0;
      }
    }
    return strata;
  }

  /** Takes the first rows of a stratum, and a few more that equal the last one taken. */
  private static void holdOut(
      long[] keys, int[] strata, int stratum, int wanted, boolean[] heldOut) {
    int taken = 0;
    long last = -1;
    for (int index = 0; index < strata.length; index++) {
      if (strata[index] == stratum) {
        boolean twin = taken >= wanted && keys[index] == last && taken < wanted + MAX_TWINS;
        if (taken >= wanted && !twin) {
          return;
        }
        heldOut[index] = true;
        last = keys[index];
        taken++;
      }
    }
  }

  private static Split split(int[] rows, boolean[] heldOut) {
    int[] training = new int[rows.length];
    int[] validation = new int[rows.length];
    int ofTraining = 0;
    int ofValidation = 0;
    for (int index = 0; index < rows.length; index++) {
      if (heldOut[index]) {
        validation[ofValidation++] = rows[index];
      } else {
        training[ofTraining++] = rows[index];
      }
    }
    return new Split(Arrays.copyOf(training, ofTraining), Arrays.copyOf(validation, ofValidation));
  }
}
