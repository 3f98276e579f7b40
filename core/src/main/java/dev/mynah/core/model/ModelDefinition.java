// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.CandidatePlan;
import dev.mynah.ml.automl.ModelType;
import dev.mynah.ml.automl.Objective;
import dev.mynah.ml.automl.ProblemType;
import dev.mynah.ml.automl.RowPlan;
import dev.mynah.spi.data.Column;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What CREATE MODEL asks for, checked against the tables and models there are.
 *
 * @param query the training query
 * @param fromTable the table as written, when the query is all of a table
 * @param inputs the columns of the query but the target, in order
 * @param returns the type that the function's result is cast to
 * @param rows how the rows take part, but for those of the test query
 * @param testQuery rows of the same columns that only test
 * @param maxRuntime empty for the default by size
 */
record ModelDefinition(
    String schema,
    String name,
    String query,
    Optional<String> fromTable,
    Column target,
    List<Column> inputs,
    String functionSchema,
    String functionName,
    Optional<String> returns,
    ModelType modelType,
    Optional<ProblemType> problemType,
    Set<String> ignored,
    Optional<Duration> maxRuntime,
    long seed,
    Optional<String> positive,
    Optional<Objective> objective,
    RowPlan rows,
    CandidatePlan candidates,
    Optional<String> testQuery,
    Optional<String> comment) {
  ModelDefinition {
    inputs = List.copyOf(inputs);
    ignored = Set.copyOf(ignored);
  }
}
