// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.OptionalDouble;

/** Watches a search and may stop it. Called on the thread that called {@link AutoMl#search}. */
public interface SearchListener {
  /** Watches nothing and never stops. */
  SearchListener NONE =
      new SearchListener() {
        @Override
        public void step(Step step) {}

        @Override
        public void progress(
            double percent, String phase, OptionalDouble bestScore, double secondsLeft) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  /** Called when a step begins, and again when it has ended. */
  void step(Step step);

  /**
   * Called at least once a second while candidates are trained.
   *
   * @param percent in [0, 100], never falling
   * @param phase what is being done, in words
   * @param bestScore the best score so far in the unit of the objective; empty before the first
   * @param secondsLeft an estimate of what it still takes
   */
  void progress(double percent, String phase, OptionalDouble bestScore, double secondsLeft);

  /** Asked several times a second; true ends the search with a TrainingCancelledException. */
  boolean cancelled();
}
