// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.TextValues;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType.Kind;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Finds out what kind of target a column is, and says why. */
final class TargetAnalysis {
  /** Whole numbers of more values are quantities. */
  private static final int MAX_WHOLE_CLASSES = 20;

  private final Dataset dataset;
  private final SearchRequest request;
  private final int place;
  private final Column column;
  private final ColumnValues values;
  private final int[] rows;
  private final int missing;
  private final List<String> warnings = new ArrayList<>();

  private TargetAnalysis(Dataset dataset, SearchRequest request, int place) {
    this.dataset = dataset;
    this.request = request;
    this.place = place;
    this.column = dataset.columns().get(place);
    this.values = dataset.values(place);
    this.rows = IntStream.range(0, dataset.rows()).filter(this::hasTarget).toArray();
    this.missing = dataset.rows() - rows.length;
  }

  /** Infinity is no value to learn from. */
  private boolean hasTarget(int row) {
    return switch (values) {
      case NumberValues numbers -> Double.isFinite(numbers.values()[row]);
      case TextValues texts -> !texts.isMissing(row);
    };
  }

  static Target of(Dataset dataset, SearchRequest request) {
    int place = dataset.indexOf(request.target());
    if (place == Dataset.ABSENT) {
      throw unknown(dataset, request.target());
    }
    if (dataset.columns().size() == 1) {
      throw Unsuitable.oneColumn();
    }
    if (dataset.rows() == 0) {
      throw Unsuitable.noRows();
    }
    return new TargetAnalysis(dataset, request, place).analyse();
  }

  private static DatastoreException unknown(Dataset dataset, String target) {
    DatastoreException exception =
        new DatastoreException(
            ErrorCode.UNDEFINED_COLUMN, "target column \"%s\" does not exist".formatted(target));
    return NearestName.of(target, dataset.columns().stream().map(Column::name).toList())
        .map(name -> exception.withHint("Perhaps you meant \"%s\".".formatted(name)))
        .orElse(exception);
  }

  private Target analyse() {
    if (rows.length == 0) {
      throw Unsuitable.targetMissing(column.name(), dataset.rows());
    }
    if (column.type().kind() == Kind.BYTES) {
      throw Unsuitable.notLearnable(column.name(), column.type().engineName());
    }
    if (rows.length < Unsuitable.MIN_ROWS) {
      throw Unsuitable.tooFewRows(column.name(), rows.length, missing);
    }
    if (missing > 0) {
      warnings.add("%s with a NULL target left out.".formatted(Unsuitable.rows(missing)));
    }
    Inference inference = request.problemType().map(this::given).orElseGet(this::infer);
    return inference.classification() ? classes(inference) : quantity(inference);
  }

  /** What the target is taken for. */
  private record Inference(boolean classification, String reason) {}

  private Inference given(ProblemType type) {
    boolean quantity = values instanceof NumberValues;
    if (!quantity && type == ProblemType.REGRESSION) {
      throw Unsuitable.notQuantity(column.name(), column.type().engineName());
    }
    return new Inference(type.isClassification(), "PROBLEM_TYPE %s was given".formatted(type));
  }

  private Inference infer() {
    String name = column.name();
    if (values instanceof TextValues) {
      return new Inference(true, "target \"%s\" is text".formatted(name));
    }
    if (column.type().kind() == Kind.BOOLEAN) {
      return new Inference(true, "target \"%s\" is BOOLEAN".formatted(name));
    }
    if (column.type().kind().isTemporal()) {
      warnings.add(
          "Target \"%s\" is a point in time: the model gives days since 1970-01-01."
              .formatted(name));
      return new Inference(false, "target \"%s\" is a point in time".formatted(name));
    }
    return inferNumbers(name, ((NumberValues) values).values());
  }

  private Inference inferNumbers(String name, double[] numbers) {
    if (Arrays.stream(rows).anyMatch(row -> numbers[row] != Math.rint(numbers[row]))) {
      return new Inference(false, "target \"%s\" holds numbers with fractions".formatted(name));
    }
    DistinctNumbers distinct = new DistinctNumbers();
    for (int row : rows) {
      distinct.add(numbers[row]);
      if (distinct.count() > MAX_WHOLE_CLASSES) {
        break;
      }
    }
    if (distinct.count() <= 2) {
      return new Inference(true, "target \"%s\" holds two whole numbers".formatted(name));
    }
    if (DateForm.fits(numbers, rows)) {
      warnings.add(
          "Target \"%s\" holds whole numbers that look like dates (yyyymmdd): ".formatted(name)
              + "their differences are not days. Cast it to DATE.");
      return new Inference(
          false, "target \"%s\" holds whole numbers in the form of a date".formatted(name));
    }
    if (distinct.count() <= MAX_WHOLE_CLASSES) {
      return new Inference(
          true,
          "target \"%s\" holds %d different whole numbers, at most %d are classes"
              .formatted(name, distinct.count(), MAX_WHOLE_CLASSES));
    }
    return new Inference(
        false,
        "target \"%s\" holds whole numbers of more than %d different values"
            .formatted(name, MAX_WHOLE_CLASSES));
  }

  private Target quantity(Inference inference) {
    if (request.positive().isPresent()) {
      throw positiveWithoutClasses();
    }
    double[] numbers = ((NumberValues) values).values();
    double first = numbers[rows[0]];
    if (Arrays.stream(rows).allMatch(row -> numbers[row] == first)) {
      throw Unsuitable.oneValue(column.name(), LabelText.of(column.type(), values, rows[0]));
    }
    double[] targets = new double[dataset.rows()];
    Arrays.fill(targets, Double.NaN);
    for (int row : rows) {
      targets[row] = numbers[row];
    }
    return target(ProblemType.REGRESSION, inference, targets, List.of(), List.of());
  }

  static DatastoreException positiveWithoutClasses() {
    return new DatastoreException(
            ErrorCode.INVALID_PARAMETER_VALUE, "POSITIVE needs a target of two classes")
        .withHint("Leave out POSITIVE.");
  }

  private Target classes(Inference inference) {
    if (column.type().kind().isTemporal() || column.type().kind() == Kind.TIME) {
      throw Unsuitable.notClasses(column.name(), column.type().engineName());
    }
    TargetClasses classes = TargetClasses.of(column, values, rows, dataset.rows());
    if (classes.counts().size() == 2
        || request.problemType().filter(TargetAnalysis::binary).isPresent()) {
      classes = classes.withPositiveLast(column, request.positive());
      return target(
          ProblemType.BINARY_CLASSIFICATION,
          new Inference(true, inference.reason() + ", with two classes"),
          classes.numbers(),
          classes.counts(),
          List.of());
    }
    if (request.positive().isPresent()) {
      throw positiveWithoutClasses();
    }
    List<String> rare = classes.rare();
    if (!rare.isEmpty()) {
      warnings.add(
          "Classes of a single row are learnt from but not validated: %s."
              .formatted(String.join(", ", rare)));
    }
    return target(
        ProblemType.MULTICLASS_CLASSIFICATION,
        inference,
        classes.numbers(),
        classes.counts(),
        rare);
  }

  private static boolean binary(ProblemType type) {
    return type == ProblemType.BINARY_CLASSIFICATION;
  }

  private Target target(
      ProblemType type,
      Inference inference,
      double[] targets,
      List<TargetReport.ClassCount> counts,
      List<String> rare) {
    TargetReport report = new TargetReport(column, rows.length, missing, counts, rare);
    return new Target(
        place,
        type,
        "%s: %s.".formatted(type, inference.reason()),
        targets,
        rows,
        report,
        warnings);
  }
}
