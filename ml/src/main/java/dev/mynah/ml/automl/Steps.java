// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.TrainingCancelledException;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells the listener where the search is, on the thread of the search. */
final class Steps {
  /** Often enough for a person who watches, seldom enough to cost nothing. */
  private static final long REPORT_NANOS = 250_000_000;

  /** Before this percentage the past says too little about what is to come. */
  private static final double TELLING_PERCENT = 10;

  private final SearchListener listener;
  private final Budget budget;
  private double percent;
  private String phase = "";
  private OptionalDouble bestScore = OptionalDouble.empty();
  private boolean hidden;
  private long lastReport;

  Steps(SearchListener listener, Budget budget) {
    this.budget = budget;
    this.listener = listener;
  }

  /**
   * Does one step.
   *
   * @param percentAfter where the search stands when it is done
   * @param outcome says in words what came out
   */
  <T> T run(
      String name,
      String detail,
      long rows,
      double percentAfter,
      Supplier<T> work,
      Function<T, String> outcome) {
    if (listener.cancelled()) {
      throw new TrainingCancelledException();
    }
    phase = name;
    begin(name, detail, rows);
    report();
    long start = System.nanoTime();
    T result = work.get();
    end(name, outcome.apply(result), rows, (System.nanoTime() - start) / 1e9);
    advance(percentAfter);
    report();
    return result;
  }

  /** Says in words what is being done, within a step. */
  void phase(String words) {
    phase = words;
  }

  void begin(String name, String detail, long rows) {
    listener.step(new Step(name, detail, rows, Step.State.BEGIN, 0));
  }

  void end(String name, String detail, long rows, double seconds) {
    listener.step(new Step(name, detail, rows, Step.State.END, seconds));
  }

  /** Reports progress if it is time to, and tells whether the search is still wanted. */
  boolean tick(double percentNow, OptionalDouble bestNow) {
    advance(percentNow);
    bestScore = bestNow.isPresent() && !hidden ? bestNow : bestScore;
    if (System.nanoTime() - lastReport >= REPORT_NANOS) {
      report();
    }
    return !listener.cancelled();
  }

  /** Keeps silent about scores until the last one, as they are not in the unit of the objective. */
  void hideScores() {
    hidden = true;
  }

  void bestScore(double score) {
    bestScore = OptionalDouble.of(score);
  }

  private void advance(double percentNow) {
    percent = Math.min(100, Math.max(percent, percentNow));
  }

  private void report() {
    lastReport = System.nanoTime();
    listener.progress(percent, phase, bestScore, secondsLeft());
  }

  private double secondsLeft() {
    double limit = Math.max(0, budget.secondsLeft());
    return percent < TELLING_PERCENT
        ? limit
        : Math.min(limit, budget.seconds() * (100 - percent) / percent);
  }
}
