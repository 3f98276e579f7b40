// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * One training: run on a training thread, watched from the thread of the search.
 *
 * <p>Fields are written by the former and read by the latter, also before the training ends.
 */
final class Training implements Runnable, TrainingControl {
  private final Trainer trainer;
  private final TrainingRows rows;
  private final @Nullable TrainingRows validation;
  private final Budget budget;
  private final double deadline;
  private volatile boolean cancelled;
  private volatile boolean started;
  private volatile boolean cutShort;
  private volatile boolean ended;
  private volatile double share;
  private volatile double bestLoss = Double.NaN;
  private volatile double seconds;
  private volatile double cpuSeconds;
  private volatile @Nullable TrainedModel result;

  /**
   * Prepares a training.
   *
   * @param deadline when it has to end, as a share of the budget's time limit
   */
  Training(
      Trainer trainer,
      TrainingRows rows,
      @Nullable TrainingRows validation,
      Budget budget,
      double deadline) {
    this.trainer = trainer;
    this.rows = rows;
    this.validation = validation;
    this.budget = budget;
    this.deadline = deadline;
  }

  @Override
  public void run() {
    if (cancelled || budget.isPast(deadline)) {
      ended = true;
      return;
    }
    long startNanos = System.nanoTime();
    long startCpu = cpuNanos();
    started = true;
    try {
      TrainedModel trained = trainer.train(rows, validation, this);
      bestLoss = trained.validationLoss();
      result = trained;
    } finally {
      seconds = (System.nanoTime() - startNanos) / 1e9;
      cpuSeconds = (cpuNanos() - startCpu) / 1e9;
      ended = true;
    }
  }

  static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Override
  public Decision afterRound(double shareDone, double loss) {
    share = shareDone;
    if (!(loss >= bestLoss)) {
      bestLoss = loss;
    }
    if (cancelled) {
      return Decision.CANCEL;
    }
    if (budget.isPast(deadline)) {
      cutShort = true;
      return Decision.FINISH;
    }
    return Decision.GO_ON;
  }

  void cancel() {
    cancelled = true;
  }

  boolean started() {
    return started;
  }

  boolean ended() {
    return ended;
  }

  /** Tells whether the deadline ended it before its trainer would have. */
  boolean cutShort() {
    return cutShort;
  }

  double share() {
    return ended ? 1 : share;
  }

  int rows() {
    return rows.rows();
  }

  /** Returns the lowest validation loss so far; NaN when there is none. */
  double bestLoss() {
    return bestLoss;
  }

  double seconds() {
    return seconds;
  }

  double cpuSeconds() {
    return cpuSeconds;
  }

  /** Returns what was learnt; null when there was no time to begin, and before the end. */
  @Nullable TrainedModel result() {
    return result;
  }
}
