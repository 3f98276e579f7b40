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
 * @param places of these rows among the usable ones; empty when they are all
 * @param tested places of the rows that test among the usable ones
 */
record LearningRows(
    UsableRows usable,
    Dataset dataset,
    int[] places,
    int[] tested,
    FoldPlan plan,
    Optional<TestRows> testing,
    List<String> warnings) {

  static LearningRows of(Dataset all, SearchRequest request, Steps steps, double percentAfter) {
    SplitRequest split = request.rows().split();
    long seed = split.seed().orElse(request.seed());
    UsableRows usable = UsableRows.of(all, request);
    Dataset rows = usable.dataset();
    Optional<TestRows> given = request.rows().test().map(test -> given(test, request));
    if (!split.makesParts()) {
      FoldPlan plan = new FoldPlan(rows, split, seed, new boolean[0]);
      int[] none = new int[0];
      return new LearningRows(usable, rows, none, none, plan, given, usable.warnings());
    }
    Parting parting =
        steps.run(
            "part",
            "set rows aside for validation and test",
            rows.rows(),
            percentAfter,
            () -> Parting.of(rows, request),
            LearningRows::inWords);
    int[] places = parting.learning();
    Dataset learning = rows.select(places);
    boolean[] validates = new boolean[places.length];
    for (int row = 0; row < places.length; row++) {
      validates[row] = parting.parts()[places[row]] == RowPart.VALIDATION.code();
    }
    int[] tested = parting.rows(RowPart.TEST);
    int validated = parting.rows(RowPart.VALIDATION).length;
    return new LearningRows(
        usable,
        learning,
        places,
        tested,
        new FoldPlan(learning, split, seed, validated == 0 ? new boolean[0] : validates),
        tested.length == 0 ? given : Optional.of(testing(rows.select(tested), request)),
        parting.warnings(usable.warnings()));
  }

  private static TestRows given(Dataset rows, SearchRequest request) {
    TestRows testing = testing(rows, request);
    if (testing.rows().length == 0) {
      throw Unsuitable.noTestRows(request.target());
    }
    return testing;
  }

  private static TestRows testing(Dataset rows, SearchRequest request) {
    return TestRows.of(rows, rows.indexOf(request.target()), request.rows().weight());
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
    byte[] partOf = new byte[usable.all()];
    short[] foldOf = new short[usable.all()];
    Arrays.fill(partOf, RowPart.UNUSED.code());
    for (int row : tested) {
      partOf[usable.placeOf(row)] = RowPart.TEST.code();
    }
    for (int place = 0; place < rows.rows().length; place++) {
      int own = rows.rows()[place];
      int row = usable.placeOf(places.length == 0 ? own : places[own]);
      int fold = folds.foldOf()[place];
      boolean held = !folds.isCross() && fold == 0;
      partOf[row] = (held ? RowPart.VALIDATION : RowPart.TRAIN).code();
      foldOf[row] = (short) (folds.isCross() && fold != Folds.NEVER ? fold + 1 : 0);
    }
    return new SplitRows(partOf, foldOf);
  }
}
