// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/**
 * What the search may try.
 *
 * @param name unique within the search
 * @param deadline when its training has to end, as a share of the time limit
 * @param effort how many seconds of processor time all folds take, by estimate
 * @param leads whether it is the first to be trained
 */
record Candidate(String name, Recipe recipe, double deadline, double effort, boolean leads) {
  /** The folds of the first candidate share its time; those of others leave some for the last. */
  double deadline(int fold, int folds) {
    double share = (fold + 1.0) / folds;
    return deadline * (leads ? share : (1 + share) / 2);
  }
}
