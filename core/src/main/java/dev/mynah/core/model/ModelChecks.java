// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.session.Caller;
import dev.mynah.ml.automl.ModelEvaluation;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.evaluation.Bootstrap.Interval;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.evaluation.Score;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.ModelStatement.EvaluateModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out EVALUATE MODEL: a model's metrics on rows whose target is known. */
public final class ModelChecks {
  /** The columns of EVALUATE MODEL. */
  public static final List<Column> COLUMNS =
      List.of(
          new Column("metric", DataType.TEXT),
          new Column("value", DataType.DOUBLE),
          new Column("ci_low", DataType.DOUBLE),
          new Column("ci_high", DataType.DOUBLE),
          new Column("baseline", DataType.DOUBLE));

  private final ModelFunctions functions;

  public ModelChecks(ModelFunctions functions) {
    this.functions = functions;
  }

  /** Returns one row a metric; the baseline is the best constant answer on the same rows. */
  public List<List<@Nullable Object>> evaluate(EvaluateModel evaluate, Caller caller) {
    ModelEntry entry = Models.require(evaluate.name(), caller);
    Predictor predictor = functions.answering(entry, evaluate.version(), "EVALUATE MODEL");
    ModelEvaluation evaluation = new ModelEvaluation(predictor);
    try (PreparedQuery query = prepare(evaluate, caller);
        RunningQuery run = query.run(List.of())) {
      int[] inputs = new int[predictor.inputs().size()];
      for (int index = 0; index < inputs.length; index++) {
        inputs[index] = placeOf(predictor.inputs().get(index).name(), run.columns());
      }
      int target = placeOf(predictor.target().name(), run.columns());
      for (ColumnBatch batch = run.next(); batch != null; batch = run.next()) {
        evaluation.add(new Chosen(batch, inputs), batch.column(target));
      }
    }
    List<Score> scores = evaluation.scores();
    Map<Metric, Interval> intervals = evaluation.intervals(scores);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Score score : scores) {
      Interval interval = intervals.get(score.metric());
      rows.add(
          Arrays.asList(
              score.metric().label(),
              score.value(),
              interval == null ? null : interval.low(),
              interval == null ? null : interval.high(),
              score.baseline()));
    }
    return rows;
  }

  private static PreparedQuery prepare(EvaluateModel evaluate, Caller caller) {
    try {
      return caller.engine().prepare(caller.queries().admit(evaluate.query()));
    } catch (DatastoreException e) {
      throw e.position() == DatastoreException.NO_POSITION
          ? e
          : e.withPosition(evaluate.queryPosition() + e.position() - 1);
    }
  }

  private static int placeOf(String name, List<Column> columns) {
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).name().equalsIgnoreCase(name)) {
        return index;
      }
    }
    throw new DatastoreException(
            ErrorCode.UNDEFINED_COLUMN, "the query has no column \"%s\"".formatted(name))
        .withHint("It needs the target and all columns that the model was trained on.");
  }

  /** Some columns of a batch, in another order. */
  private record Chosen(ColumnBatch batch, int[] places) implements ColumnBatch {
    @Override
    public int rows() {
      return batch.rows();
    }

    @Override
    public int columns() {
      return places.length;
    }

    @Override
    public ColumnVector column(int index) {
      return batch.column(places[index]);
    }
  }
}
