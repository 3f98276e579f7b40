// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks;

import dev.mynah.benchmarks.engine.FunctionOverheadBenchmark;
import dev.mynah.benchmarks.program.ReopenBenchmark;
import dev.mynah.benchmarks.program.StartUpBenchmark;
import dev.mynah.benchmarks.trees.PredictBatchBenchmark;
import dev.mynah.benchmarks.trees.TrainTreesBenchmark;
import dev.mynah.benchmarks.wire.CopyInBenchmark;
import dev.mynah.benchmarks.wire.OneRowPredictBenchmark;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Runs one benchmark by name and writes its table into a folder. */
public final class Main {
  private static final Map<String, Benchmark> BENCHMARKS =
      new TreeMap<>(
          Map.of(
              "copy_in", CopyInBenchmark::run,
              "function_overhead", FunctionOverheadBenchmark::run,
              "one_row_predict", OneRowPredictBenchmark::run,
              "predict_batch", PredictBatchBenchmark::run,
              "reopen", ReopenBenchmark::run,
              "start_up", StartUpBenchmark::run,
              "train_trees", TrainTreesBenchmark::run));

  /** Measures and writes its table into a folder. */
  private interface Benchmark {
    void run(Path folder) throws Exception;
  }

  private Main() {}

  /**
   * Runs the benchmark.
   *
   * @param arguments the benchmark's name and the folder of the results
   */
  public static void main(String[] arguments) throws Exception {
    Benchmark benchmark = BENCHMARKS.get(arguments[0]);
    if (benchmark == null) {
      throw new IllegalArgumentException(
          "no benchmark \"%s\"; there are %s"
              .formatted(arguments[0], String.join(", ", BENCHMARKS.keySet())));
    }
    benchmark.run(Path.of(arguments[1]));
  }
}
