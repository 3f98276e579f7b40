// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows validate what was learnt from which others, by their places in canonical order.
 *
 * <p>Small tables are cross-validated: each fold holds the same share of every class, or of every
 * tenth of the values, and is validated by models trained on the others. Large ones hold out one
 * part. Where most rows have a copy, copies stay in one fold, so that none checks itself.
 *
 * @param splits one a fold; places ascend
 * @param foldOf shape {@code [rows]}; {@link #NEVER} for rows that only train
 * @param forward whether each fold trains on the rows before those that it validates, and not on
 *     those after them
 */
record Folds(List<Split> splits, int[] foldOf, boolean forward) {
  /** The fold of a row that is never validated. */
  static final int NEVER = -1;

  private static final int VALUE_STRATA = 10;
  private static final int MANY_FOLDS_ROWS = 10_000;
  private static final int FEW_FOLDS_ROWS = 30_000;
  private static final int LARGE_ROWS = 200_000;

  Folds {
    splits = List.copyOf(splits);
  }

  static Folds of(CanonicalRows canonical, Target target) {
    int rows = canonical.rows().length;
    return rows < FEW_FOLDS_ROWS
        ? cross(canonical, target, count(rows))
        : holdout(canonical, target, holdoutParts(rows));
  }

  /** Returns how many folds so many rows are worth. */
  static int count(int rows) {
    return rows < MANY_FOLDS_ROWS ? 5 : 3;
  }

  /** Tells whether so many rows need no more than one holdout. */
  static boolean isLarge(int rows) {
    return rows >= FEW_FOLDS_ROWS;
  }

  /** Returns which part of so many rows is enough to validate: one in this many. */
  static int holdoutParts(int rows) {
    // One part in seven is about 15 %.
    return rows < LARGE_ROWS ? 7 : 10;
  }

  /** Divides the rows into {@code count} folds, each of which is validated once. */
  static Folds cross(CanonicalRows canonical, Target target, int count) {
    return cross(assign(canonical, target, count), count);
  }

  /** Makes folds of their rows, each of which is validated once. */
  static Folds cross(int[] foldOf, int count) {
    List<Split> splits = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      splits.add(split(foldOf, fold));
    }
    return new Folds(splits, foldOf, false);
  }

  /** Holds out one of {@code parts} parts. */
  static Folds holdout(CanonicalRows canonical, Target target, int parts) {
    return holdout(assign(canonical, target, parts));
  }

  /** Validates the rows of the first fold only. */
  static Folds holdout(int[] foldOf) {
    int[] held = foldOf.clone();
    Arrays.setAll(held, row -> foldOf[row] == 0 ? 0 : NEVER);
    return new Folds(List.of(split(held, 0)), held, false);
  }

  private static Split split(int[] foldOf, int fold) {
    int[] training = new int[foldOf.length];
    int[] validation = new int[foldOf.length];
    int trained = 0;
    int validated = 0;
    for (int row = 0; row < foldOf.length; row++) {
      if (foldOf[row] == fold) {
        validation[validated++] = row;
      } else {
        training[trained++] = row;
      }
    }
    return new Split(Arrays.copyOf(training, trained), Arrays.copyOf(validation, validated));
  }

  /** Returns the first of these folds alone. */
  Folds first() {
    int[] only = foldOf.clone();
    Arrays.setAll(only, row -> foldOf[row] == 0 ? 0 : NEVER);
    return new Folds(splits.subList(0, 1), only, forward);
  }

  /** Tells whether every row that can be is validated. */
  boolean isCross() {
    return splits.size() > 1;
  }

  /** Returns the places of all rows that are validated, ascending. */
  int[] validated() {
    int[] rows = new int[foldOf.length];
    int count = 0;
    for (int row = 0; row < foldOf.length; row++) {
      if (foldOf[row] != NEVER) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  /** Gives runs of equal rows one by one to the fold that has fewest of their stratum. */
  private static int[] assign(CanonicalRows canonical, Target target, int count) {
    boolean together = canonical.areCopied();
    int[] strata = strata(canonical, target);
    int number = Arrays.stream(strata).max().orElse(0) + 1;
    int[][] sizes = new int[number][count];
    int[] totals = new int[count];
    int[] foldOf = new int[strata.length];
    for (int start = 0; start < strata.length; ) {
      int end = together ? canonical.runEnd(start) : start + 1;
      int fold = smallest(sizes[strata[start]], totals);
      for (int row = start; row < end; row++) {
        foldOf[row] = fold;
        sizes[strata[row]][fold]++;
        totals[fold]++;
      }
      start = end;
    }
    if (target.problemType().isClassification()) {
      keepClassesInTraining(strata, sizes, foldOf);
    }
    return foldOf;
  }

  private static int smallest(int[] ofStratum, int[] totals) {
    int best = 0;
    for (int fold = 1; fold < totals.length; fold++) {
      boolean fewer =
          ofStratum[fold] < ofStratum[best]
              || (ofStratum[fold] == ofStratum[best] && totals[fold] < totals[best]);
      best = fewer ? fold : best;
    }
    return best;
  }

  /** A class that would be validated by models that never saw it only trains. */
  static void keepClassesInTraining(int[] strata, int[][] sizes, int[] foldOf) {
    for (int row = 0; row < strata.length; row++) {
      int[] ofClass = sizes[strata[row]];
      int total = Arrays.stream(ofClass).sum();
      if (ofClass[foldOf[row]] == total) {
        foldOf[row] = NEVER;
      }
    }
  }

  /** Returns the class of each row, or the tenth that its value is in. */
  static int[] strata(CanonicalRows canonical, Target target) {
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
}
