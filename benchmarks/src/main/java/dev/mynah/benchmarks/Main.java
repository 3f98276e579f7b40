// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks;

import dev.mynah.benchmarks.automl.AutoMlBenchmark;
import dev.mynah.benchmarks.automl.PeersBenchmark;
import dev.mynah.benchmarks.engine.DoorBenchmark;
import dev.mynah.benchmarks.engine.FunctionOverheadBenchmark;
import dev.mynah.benchmarks.program.ConnectBenchmark;
import dev.mynah.benchmarks.program.PgbenchBenchmark;
import dev.mynah.benchmarks.program.ReopenBenchmark;
import dev.mynah.benchmarks.program.ResultStreamBenchmark;
import dev.mynah.benchmarks.program.StartUpBenchmark;
import dev.mynah.benchmarks.trees.PredictBatchBenchmark;
import dev.mynah.benchmarks.trees.TrainTreesBenchmark;
import dev.mynah.benchmarks.wire.CatalogBenchmark;
import dev.mynah.benchmarks.wire.CopyInBenchmark;
import dev.mynah.benchmarks.wire.InsertBatchBenchmark;
import dev.mynah.benchmarks.wire.OneRowPredictBenchmark;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Runs one benchmark by name and writes its table into a folder. */
public final class Main {
  private static final Map<String, Benchmark> BENCHMARKS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("automl", AutoMlBenchmark::run),
              Map.entry("catalog", CatalogBenchmark::run),
              Map.entry("connect", ConnectBenchmark::run),
              Map.entry("copy_in", CopyInBenchmark::run),
              Map.entry("door", DoorBenchmark::run),
              Map.entry("function_overhead", FunctionOverheadBenchmark::run),
              Map.entry("insert_batch", InsertBatchBenchmark::run),
              Map.entry("one_row_predict", OneRowPredictBenchmark::run),
              Map.entry("peers", PeersBenchmark::run),
              Map.entry("pgbench", PgbenchBenchmark::run),
              Map.entry("predict_batch", PredictBatchBenchmark::run),
              Map.entry("reopen", ReopenBenchmark::run),
              Map.entry("start_up", StartUpBenchmark::run),
              Map.entry("stream_out", ResultStreamBenchmark::run),
              Map.entry("train_trees", TrainTreesBenchmark::run)));

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
