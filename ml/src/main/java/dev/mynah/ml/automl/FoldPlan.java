// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How rows that teach are divided for validation, as the split says: by the rows set aside for it,
 * by groups, by time, or by their number.
 *
 * @param validates shape {@code [rows]}; empty when no row is set aside for validation
 */
record FoldPlan(Dataset dataset, SplitRequest split, long seed, boolean[] validates) {
  /** Rows before the first fold that looks forward, as a share of all. */
  private static final double FIRST_SHARE = 0.4;

  Folds folds(CanonicalRows canonical, Target target) {
    if (validates.length > 0) {
      int[] foldOf = new int[canonical.rows().length];
      Arrays.setAll(foldOf, place -> validates[canonical.rows()[place]] ? 0 : 1);
      return Folds.holdout(foldOf);
    }
    return switch (split.rule()) {
      case BY_GROUP -> byGroup(canonical, target);
      case BY_TIME -> forward(canonical);
      case NONE -> Folds.cross(canonical, target, count(canonical));
      case AUTO, RANDOM, STRATIFIED, BY_COLUMN ->
          split.folds() == 0
              ? Folds.of(canonical, target)
              : Folds.cross(canonical, target, count(canonical));
    };
  }

  private int count(CanonicalRows canonical) {
    int rows = canonical.rows().length;
    if (split.folds() > rows) {
      throw Unsuitable.tooManyFolds(split.folds(), rows);
    }
    return split.folds() == 0 ? Folds.count(rows) : split.folds();
  }

  /** Gives groups, as good as shuffled, one by one to the fold that has fewest rows. */
  private Folds byGroup(CanonicalRows canonical, Target target) {
    RowGroups groups = RowGroups.of(dataset, split.columns(), canonical.rows(), seed);
    int rows = canonical.rows().length;
    int wanted = Folds.isLarge(rows) ? Folds.holdoutParts(rows) : Folds.count(rows);
    int count = Math.min(wanted, groups.count());
    if (count < 2) {
      throw Unsuitable.tooFewGroups(groups.count(), 2);
    }
    int[] foldOfGroup = new int[groups.count()];
    int[] totals = new int[count];
    for (int group = 0; group < foldOfGroup.length; group++) {
      int smallest = 0;
      for (int fold = 1; fold < count; fold++) {
        smallest = totals[fold] < totals[smallest] ? fold : smallest;
      }
      foldOfGroup[group] = smallest;
      totals[smallest] += groups.sizes()[group];
    }
    int[] foldOf = new int[rows];
    Arrays.setAll(foldOf, place -> foldOfGroup[groups.groupOf()[place]]);
    if (target.problemType().isClassification()) {
      int[] strata = Folds.strata(canonical, target);
      int[][] sizes = new int[target.classes().size()][count];
      for (int place = 0; place < rows; place++) {
        sizes[strata[place]][foldOf[place]]++;
      }
      Folds.keepClassesInTraining(strata, sizes, foldOf);
    }
    return Folds.isLarge(rows) ? Folds.holdout(foldOf) : Folds.cross(foldOf, count);
  }

  /** Validates what follows on what came before; rows of one time stay together. */
  private Folds forward(CanonicalRows canonical) {
    int[] rows = canonical.rows();
    double[] times = Parting.times(dataset, split);
    int[] byTime = Parting.sorted(times, rows.length, place -> rows[place]);
    int count = Folds.isLarge(rows.length) ? 1 : Folds.count(rows.length);
    int[] foldOf = new int[rows.length];
    Arrays.fill(foldOf, Folds.NEVER);
    List<Split> splits = new ArrayList<>();
    int begin = Parting.cut(place -> times[rows[byTime[place]]], rows.length, begin(count, rows));
    for (int fold = 0; fold < count; fold++) {
      int share = begin(count, rows) + (fold + 1) * (rows.length - begin(count, rows)) / count;
      int end =
          fold + 1 == count
              ? rows.length
              : Parting.cut(place -> times[rows[byTime[place]]], rows.length, share);
      if (end > begin && begin > 0) {
        int own = splits.size();
        for (int index = begin; index < end; index++) {
          foldOf[byTime[index]] = own;
        }
        splits.add(new Split(ascending(byTime, 0, begin), ascending(byTime, begin, end)));
        begin = end;
      }
    }
    if (splits.isEmpty()) {
      throw Unsuitable.splitLeavesNoRows("validation");
    }
    return new Folds(splits, foldOf, true);
  }

  private static int begin(int folds, int[] rows) {
    double share = folds == 1 ? 1 - 1.0 / Folds.holdoutParts(rows.length) : FIRST_SHARE;
    return (int) (share * rows.length);
  }

  private static int[] ascending(int[] places, int from, int to) {
    int[] sorted = Arrays.copyOfRange(places, from, to);
    Arrays.sort(sorted);
    return sorted;
  }
}
