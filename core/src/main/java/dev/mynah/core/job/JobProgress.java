// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How far a job is, written by its work and read by everybody else. Thread-safe. */
public final class JobProgress {
  private static final double WHOLE = 100;

  private final List<JobStep> steps = new ArrayList<>();
  private final List<Runnable> onCancel = new ArrayList<>();
  private double percent;
  private String phase = "waiting";
  private OptionalDouble bestScore = OptionalDouble.empty();
  private OptionalDouble secondsLeft = OptionalDouble.empty();
  private boolean cancelled;

  /** Begins a step. */
  public synchronized void beginStep(String name, String detail, long rows) {
    steps.add(
        new JobStep(steps.size() + 1L, name, detail, rows, Instant.now(), OptionalDouble.empty()));
  }

  /** Ends the latest step of this name that is still running. */
  public synchronized void endStep(String name, String detail, long rows) {
    for (int index = steps.size() - 1; index >= 0; index--) {
      JobStep step = steps.get(index);
      if (step.name().equals(name) && step.seconds().isEmpty()) {
        double seconds = Duration.between(step.startedAt(), Instant.now()).toNanos() / 1e9;
        steps.set(
            index,
            new JobStep(
                step.number(), name, detail, rows, step.startedAt(), OptionalDouble.of(seconds)));
        return;
      }
    }
  }

  /** Reports how much is done; a percentage that falls is taken as unchanged. */
  public synchronized void report(double newPercent, String newPhase, OptionalDouble newBest) {
    percent = Math.min(WHOLE, Math.max(percent, newPercent));
    phase = newPhase;
    if (newBest.isPresent()) {
      bestScore = newBest;
    }
  }

  /** Estimates what the work still takes. */
  public synchronized void secondsLeft(double seconds) {
    secondsLeft = OptionalDouble.of(seconds);
  }

  /** Names what interrupts the work where it waits; run at once if it is cancelled already. */
  public void onCancel(Runnable interrupt) {
    synchronized (this) {
      if (!cancelled) {
        onCancel.add(interrupt);
        return;
      }
    }
    interrupt.run();
  }

  /** Asks the work to stop. */
  void cancel() {
    List<Runnable> interrupts;
    synchronized (this) {
      cancelled = true;
      interrupts = List.copyOf(onCancel);
    }
    interrupts.forEach(Runnable::run);
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Throws if the work is no longer wanted. */
  public void check() {
    if (isCancelled()) {
      throw new JobCancelledException();
    }
  }

  public synchronized double percent() {
    return percent;
  }

  public synchronized String phase() {
    return phase;
  }

  public synchronized OptionalDouble bestScore() {
    return bestScore;
  }

  /** Returns an estimate of what the work still takes; empty where there is none. */
  public synchronized OptionalDouble secondsLeft() {
    return secondsLeft;
  }

  synchronized List<JobStep> steps() {
    return List.copyOf(steps);
  }
}
