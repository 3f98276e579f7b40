// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is tried beyond the portfolio, with the time that it left: walks from the candidates that
 * carry the mixture, turn by turn. What is tried depends on losses and estimates and not on the
 * clock, so that equal rows get equal candidates; it ends when the planned time is used up by
 * estimate, or after too many candidates without gain.
 */
final class Tuning {
  /** What is planned for the portfolio and what follows, of the time of two threads. */
  private static final double PLANNED_SHARE = 0.45;

  /** Small tables are to be ready sooner. */
  private static final double SMALL_PLANNED_SHARE = 0.3;

  private static final int SMALL_ROWS = 3_000;

  private static final int USUAL_THREADS = 2;

  /** Kinds of learners that are tuned. */
  private static final int MAX_WALKS = 2;

  /** A learner that carries less is not worth the time. */
  private static final double MIN_WEIGHT = 0.1;

  /** A smaller part of a loss is saved by chance. */
  private static final double MIN_GAIN = 0.001;

  /** From how many rows on so many candidates without gain end the search (AutoGluon's table). */
  private static final int[][] PATIENCE = {
    {100_000, 100}, {10_000, 40}, {2_500, 15}, {500, 8}, {0, 4}
  };

  private final int patience;
  private final List<Walk> walks = new ArrayList<>();
  private double secondsLeft;
  private int candidatesLeft;
  private int withoutGain;
  private int turn = -1;

  /**
   * Begins walks.
   *
   * @param blend of the portfolio
   * @param size of one fold's training rows
   * @param used the processor time of the portfolio, by estimate
   * @param plannedSeconds the time that candidates are chosen for
   * @param max how many candidates there may be
   */
  Tuning(
      Blend blend,
      Recipe.Size size,
      int folds,
      long seed,
      double used,
      double plannedSeconds,
      int max) {
    double share = size.rows() < SMALL_ROWS ? SMALL_PLANNED_SHARE : PLANNED_SHARE;
    this.secondsLeft = plannedSeconds * USUAL_THREADS * share - used;
    this.candidatesLeft = max;
    this.patience = patience(size.rows());
    Set<ModelType> seen = EnumSet.noneOf(ModelType.class);
    int[] byWeight =
        IntStream.range(0, blend.trials().size())
            .boxed()
            .sorted(Comparator.comparingDouble(index -> -blend.weights()[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int index : byWeight) {
      Trial trial = blend.trials().get(index);
      boolean carries = blend.weights()[index] >= MIN_WEIGHT && walks.size() < MAX_WALKS;
      if (carries && seen.add(trial.candidate().recipe().algorithm())) {
        walks.add(new Walk(trial, size, folds, seed + walks.size()));
      }
    }
  }

  private static int patience(int rows) {
    for (int[] entry : PATIENCE) {
      if (rows >= entry[0]) {
        return entry[1];
      }
    }
    throw new IllegalArgumentException("rows: " + rows);
  }

  /** Returns what to train next; empty when it is over. */
  List<Candidate> next() {
    for (int tries = 0; tries < walks.size() && withoutGain < patience; tries++) {
      turn = (turn + 1) % walks.size();
      List<Candidate> candidates = walks.get(turn).next();
      double expected = candidates.stream().mapToDouble(Candidate::effort).sum();
      boolean fits = candidates.size() <= candidatesLeft && expected <= secondsLeft;
      if (!candidates.isEmpty() && fits) {
        secondsLeft -= expected;
        candidatesLeft -= candidates.size();
        return candidates;
      }
    }
    return List.of();
  }

  /**
   * Goes on from what became of {@link #next}.
   *
   * @param trained those that could be trained
   */
  void learn(List<Trial> trained) {
    double saved = walks.get(turn).learn(trained);
    withoutGain = saved > MIN_GAIN ? 0 : withoutGain + 2;
  }

  /** Returns all that was tried; only finalists keep their models. */
  List<Trial> trials() {
    return walks.stream().flatMap(walk -> walk.trials().stream()).toList();
  }

  /** Returns the best of each walk, which may have a part in the model. */
  List<Trial> finalists() {
    return walks.stream().flatMap(walk -> walk.finalists().stream()).toList();
  }
}
