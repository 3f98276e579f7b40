// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;

/** Searches for a model. */
public final class AutoMl {
  private AutoMl() {}

  /**
   * Finds a model that predicts the target of {@code request} from the other columns.
   *
   * <p>Equal rows in any order, request and seed give an equal model unless the time limit cut the
   * search. All threads of the search have ended when this returns or throws.
   *
   * @throws dev.mynah.spi.error.DatastoreException TRAINING_DATA_UNSUITABLE when the rows cannot
   *     teach what was asked
   * @throws dev.mynah.ml.learner.TrainingCancelledException when the listener says so
   */
  public static SearchResult search(
      Dataset dataset, SearchRequest request, SearchListener listener) {
    Budget budget =
        new Budget(
            request
                .maxRuntime()
                .orElse(Budget.defaultLimit(dataset.rows(), dataset.columns().size())));
    try (TrainingThreads threads = new TrainingThreads(request.threads())) {
      return new Search(dataset, request, listener, threads, budget).run();
    }
  }
}
