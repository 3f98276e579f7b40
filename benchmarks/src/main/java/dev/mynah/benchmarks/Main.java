// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks;

import dev.mynah.benchmarks.trees.PredictBatchBenchmark;
import dev.mynah.benchmarks.trees.TrainTreesBenchmark;
import java.nio.file.Path;

/** Runs one benchmark by name and writes its table into a folder. */
public final class Main {
  private Main() {}

  /**
   * Runs the benchmark.
   *
   * @param arguments the benchmark's name and the folder of the results
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "predict_batch" -> PredictBatchBenchmark.run(folder);
      case "train_trees" -> TrainTreesBenchmark.run(folder);
      default ->
          throw new IllegalArgumentException(
              "no benchmark \"%s\"; there are predict_batch and train_trees"
                  .formatted(arguments[0]));
    }
  }
}
