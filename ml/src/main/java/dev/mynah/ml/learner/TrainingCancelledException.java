// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

/** A training was stopped because nobody wants its result any more. */
public final class TrainingCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingCancelledException() {
    super("training cancelled", null, false, false);
  }
}
