// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rows that a search may learn from, apart from those that only test.
 *
 * @param dataset the rows that teach and validate
 * @param places of these rows among all; empty when they are all
 * @param parts shape {@code [all rows]}, ordinals of {@link RowPart}; empty when all rows teach
 */
record LearningRows(
    Dataset dataset,
    int[] places,
    byte[] parts,
    FoldPlan plan,
    Optional<TestRows> testing,
    List<String> warnings) {

  static LearningRows of(Dataset all, SearchRequest request, Steps steps, double percentAfter) {
    SplitRequest split = request.rows().split();
    long seed = split.seed().orElse(request.seed());
    Optional<TestRows> given = request.rows().test().map(rows -> given(rows, request));
    if (!split.makesParts()) {
      FoldPlan plan = new FoldPlan(all, split, seed, new boolean[0]);
      return new LearningRows(all, new int[0], new byte[0], plan, given, List.of());
    }
    Parting parting =
        steps.run(
            "part",
            "set rows aside for validation and test",
            all.rows(),
            percentAfter,
            () -> Parting.of(all, request),
            LearningRows::inWords);
    int[] places = parting.learning();
    Dataset learning = all.select(places);
    boolean[] validates = new boolean[places.length];
    for (int row = 0; row < places.length; row++) {
      validates[row] = parting.parts()[places[row]] == RowPart.VALIDATION.ordinal();
    }
    int[] tested = parting.rows(RowPart.TEST);
    int validated = parting.rows(RowPart.VALIDATION).length;
    return new LearningRows(
        learning,
        places,
        parting.parts(),
        new FoldPlan(learning, split, seed, validated == 0 ? new boolean[0] : validates),
        tested.length == 0
            ? given
            : Optional.of(TestRows.of(all.select(tested), all.indexOf(request.target()))),
        parting.warnings());
  }

  private static TestRows given(Dataset rows, SearchRequest request) {
    TestRows testing = TestRows.of(rows, rows.indexOf(request.target()));
    if (testing.rows().length == 0) {
      throw Unsuitable.noTestRows(request.target());
    }
    return testing;
  }

  private static String inWords(Parting parting) {
    return "%d training rows, %d validation rows, %d test rows"
        .formatted(
            parting.rows(RowPart.TRAIN).length,
            parting.rows(RowPart.VALIDATION).length,
            parting.rows(RowPart.TEST).length);
  }

  /** Returns what became of each row, once those that teach are in folds. */
  SplitRows split(CanonicalRows rows, Folds folds) {
    byte[] partOf = parts.clone();
    if (partOf.length == 0) {
      partOf = new byte[dataset.rows()];
      Arrays.fill(partOf, (byte) RowPart.UNUSED.ordinal());
    }
    short[] foldOf = new short[partOf.length];
    for (int place = 0; place < rows.rows().length; place++) {
      int own = rows.rows()[place];
      int row = places.length == 0 ? own : places[own];
      int fold = folds.foldOf()[place];
      boolean held = !folds.isCross() && fold == 0;
      partOf[row] = (byte) (held ? RowPart.VALIDATION : RowPart.TRAIN).ordinal();
      foldOf[row] = (short) (folds.isCross() && fold != Folds.NEVER ? fold + 1 : 0);
    }
    return new SplitRows(partOf, foldOf);
  }
}
