// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

/** How the caller of a training watches and stops it. Called on the training's thread. */
public interface TrainingControl {
  /** Never stops. */
  TrainingControl UNLIMITED = (share, loss) -> Decision.GO_ON;

  /**
   * Called after each round.
   *
   * @param share how much of the largest possible number of rounds is done, in (0, 1]
   * @param loss the latest validation loss; NaN when there is none
   */
  Decision afterRound(double share, double loss);

  /** What to do after a round. */
  enum Decision {
    GO_ON,
    /** Time is up: keep the best rounds so far. */
    FINISH,
    /** Throw {@link TrainingCancelledException}. */
    CANCEL
  }
}
