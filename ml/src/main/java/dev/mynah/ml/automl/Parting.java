// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.automl.SplitRequest.Fractions;
import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.TextValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Parts the rows of a training query as its split says, before anything is learnt of them.
 *
 * @param parts shape {@code [rows]}, codes of {@link RowPart}
 * @param target of all rows
 * @param warnings what the user should know, as sentences
 */
record Parting(byte[] parts, Target target, List<String> warnings) {
  private static final byte UNUSED = RowPart.UNUSED.code();

  /** Parts the rows with a target; the others are not used. */
  static Parting of(Dataset dataset, SearchRequest request) {
    SplitRequest split = request.rows().split();
    Target target = TargetAnalysis.of(dataset, request);
    byte[] parts = new byte[dataset.rows()];
    Arrays.fill(parts, UNUSED);
    List<String> warnings = new ArrayList<>();
    Fractions fractions = split.fractions().orElse(Fractions.USUAL);
    long seed = split.seed().orElse(request.seed());
    switch (split.rule()) {
      case AUTO, STRATIFIED, RANDOM -> drawn(dataset, target, split, fractions, seed, parts);
      case BY_GROUP -> byGroup(dataset, target, split, fractions, seed, parts);
      case BY_TIME -> byTime(times(dataset, split), target, fractions, split, parts, warnings);
      case BY_COLUMN -> byColumn(dataset, target, split, parts);
      case NONE -> throw new IllegalArgumentException("NONE makes no parts");
    }
    Parting parting = new Parting(parts, target, warnings);
    parting.check(split, fractions);
    return parting;
  }

  private void check(SplitRequest split, Fractions fractions) {
    boolean named = split.rule() == SplitRequest.Rule.BY_COLUMN;
    if (rows(RowPart.TRAIN).length == 0) {
      throw Unsuitable.splitLeavesNoRows("training");
    }
    if (!named && fractions.validation() > 0 && rows(RowPart.VALIDATION).length == 0) {
      throw Unsuitable.splitLeavesNoRows("validation");
    }
    if (!named && fractions.test() > 0 && rows(RowPart.TEST).length == 0) {
      throw Unsuitable.splitLeavesNoRows("test");
    }
  }

  /** Returns warnings with those from before. */
  List<String> warnings(List<String> before) {
    return Stream.concat(before.stream(), warnings.stream()).toList();
  }

  /** Returns the rows of some parts, ascending. */
  int[] rows(RowPart... wanted) {
    return IntStream.range(0, parts.length)
        .filter(row -> Arrays.stream(wanted).anyMatch(part -> part.code() == parts[row]))
        .toArray();
  }

  /** Returns the rows that teach and validate, and those without a target, which are counted. */
  int[] learning() {
    return IntStream.range(0, parts.length)
        .filter(row ->
            parts[row] == RowPart.TRAIN.code()
                || parts[row] == RowPart.VALIDATION.code()
                || Double.isNaN(target.values()[row]))
        .toArray();
  }

  /** Rows of equal features go to one part, so that a copied row does not check itself. */
  private static void drawn(
      Dataset dataset,
      Target target,
      SplitRequest split,
      Fractions fractions,
      long seed,
      byte[] parts) {
    int[] columns =
        IntStream.range(0, dataset.columns().size())
            .filter(column -> column != target.column())
            .toArray();
    CanonicalRows canonical = CanonicalRows.of(dataset, columns, target, seed);
    int[] strata =
        split.rule() == SplitRequest.Rule.RANDOM
            ? new int[canonical.rows().length]
            : Folds.strata(canonical, target);
    PartShares shares = new PartShares(fractions, Arrays.stream(strata).max().orElse(0) + 1);
    for (int start = 0; start < strata.length; ) {
      int end = canonical.runEnd(start);
      byte part = shares.next(strata[start], end - start).code();
      for (int place = start; place < end; place++) {
        parts[canonical.rows()[place]] = part;
      }
      start = end;
    }
  }

  private static void byGroup(
      Dataset dataset,
      Target target,
      SplitRequest split,
      Fractions fractions,
      long seed,
      byte[] parts) {
    RowGroups groups = RowGroups.of(dataset, split.columns(), target.rows(), seed);
    PartShares shares = new PartShares(fractions, 1);
    if (groups.count() < shares.wanted()) {
      throw Unsuitable.tooFewGroups(groups.count(), shares.wanted());
    }
    byte[] partOf = new byte[groups.count()];
    for (int group = 0; group < partOf.length; group++) {
      partOf[group] = shares.next(0, groups.sizes()[group]).code();
    }
    for (int index = 0; index < target.rows().length; index++) {
      parts[target.rows()[index]] = partOf[groups.groupOf()[index]];
    }
  }

  private static void byTime(
      double[] times,
      Target target,
      Fractions fractions,
      SplitRequest split,
      byte[] parts,
      List<String> warnings) {
    int[] rows = Arrays.stream(target.rows()).filter(row -> !Double.isNaN(times[row])).toArray();
    int missing = target.rows().length - rows.length;
    if (missing > 0) {
      warnings.add(
          "%s without a \"%s\" left out, as the split goes by it."
              .formatted(Unsuitable.rows(missing), split.columns().get(0)));
    }
    int[] sorted = sorted(times, rows.length, index -> rows[index]);
    IntToDoubleFunction time = index -> times[rows[sorted[index]]];
    double used = fractions.train() + fractions.validation() + fractions.test();
    int first = cut(time, rows.length, (int) Math.round((1 - Math.min(1, used)) * rows.length));
    double tested = fractions.test() * rows.length;
    double validated = fractions.validation() * rows.length;
    int test = cut(time, rows.length, (int) Math.round(rows.length - tested));
    int validation = cut(time, rows.length, (int) Math.round(rows.length - tested - validated));
    for (int index = first; index < rows.length; index++) {
      RowPart part =
          index >= test ? RowPart.TEST : index >= validation ? RowPart.VALIDATION : RowPart.TRAIN;
      parts[rows[sorted[index]]] = part.code();
    }
  }

  private static void byColumn(Dataset dataset, Target target, SplitRequest split, byte[] parts) {
    String column = split.columns().get(0);
    ColumnValues values = dataset.values(dataset.indexOf(column));
    if (!(values instanceof TextValues texts)) {
      throw Unsuitable.splitColumnNotText(column);
    }
    for (int row : target.rows()) {
      if (!texts.isMissing(row)) {
        parts[row] = named(column, texts.dictionary().get(texts.codes()[row])).code();
      }
    }
  }

  private static RowPart named(String column, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "train", "training" -> RowPart.TRAIN;
      case "validation", "valid", "validate" -> RowPart.VALIDATION;
      case "test", "testing" -> RowPart.TEST;
      default -> throw Unsuitable.unknownPart(column, text);
    };
  }

  /** Returns the values that a split by time goes by. */
  static double[] times(Dataset dataset, SplitRequest split) {
    String column = split.columns().get(0);
    int place = dataset.indexOf(column);
    if (!(dataset.values(place) instanceof NumberValues numbers)) {
      throw Unsuitable.splitColumnNotTime(column, dataset.columns().get(place).type().engineName());
    }
    return numbers.values();
  }

  /** Returns places by rising time, those of one time in their order. */
  static int[] sorted(double[] times, int count, IntUnaryOperator rowOf) {
    return IntStream.range(0, count)
        .boxed()
        .sorted((a, b) -> Double.compare(times[rowOf.applyAsInt(a)], times[rowOf.applyAsInt(b)]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Returns the place nearest to the wanted one at which a new time begins. */
  static int cut(IntToDoubleFunction time, int count, int wanted) {
    int up = Math.max(0, Math.min(wanted, count));
    int down = up;
    while (up > 0 && up < count && time.applyAsDouble(up) == time.applyAsDouble(up - 1)) {
      up++;
    }
    while (down > 0 && down < count && time.applyAsDouble(down) == time.applyAsDouble(down - 1)) {
      down--;
    }
    return wanted - down <= up - wanted && down > 0 ? down : up;
  }
}
