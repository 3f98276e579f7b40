// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.TrainingRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which candidates are trained, and trains them. Used by one thread, once. */
final class Contest {
  /** What part of the percentage is the portfolio's; the rest is for what follows it. */
  private static final double PORTFOLIO_SHARE = 0.6;

  private final SearchRequest request;
  private final Prepared prepared;
  private final TrainingThreads threads;
  private final Budget budget;
  private final Steps steps;
  private final Recipe.Size size;
  private final int folds;
  private double cpuSeconds;
  private boolean limited;

  Contest(
      SearchRequest request,
      Prepared prepared,
      TrainingThreads threads,
      Budget budget,
      Steps steps) {
    this.request = request;
    this.prepared = prepared;
    this.threads = threads;
    this.budget = budget;
    this.steps = steps;
    TrainingRows rows = prepared.training().getLast();
    this.size = new Recipe.Size(rows.rows(), rows.features().features().size(), rows.classes());
    this.folds = prepared.training().size();
  }

  /**
   * What was trained.
   *
   * @param prepared the rows that validated it
   * @param candidates all that were to be trained
   * @param trials those that could be
   * @param finalists those that may have a part in the model
   * @param limited whether the time limit cut or skipped a candidate
   */
  record Outcome(
      Prepared prepared,
      List<Candidate> candidates,
      List<Trial> trials,
      List<Trial> finalists,
      double cpuSeconds,
      boolean limited) {}

  /**
   * Trains the candidates; without time for all folds, the first fold tells which is best.
   *
   * @param percentBefore where the search stands now
   * @param percentAfter where it stands when all candidates are trained
   */
  Outcome run(double percentBefore, double percentAfter) {
    double between = percentBefore + PORTFOLIO_SHARE * (percentAfter - percentBefore);
    List<Candidate> portfolio = portfolio();
    Trials running = train(portfolio, percentBefore, between);
    Prepared validated = running.firstFoldTellsMore() ? prepared.firstFold() : prepared;
    List<Trial> trials = running.trials(validated, validated.training().size());
    if (trials.isEmpty()) {
      throw Unsuitable.noTime(budget.seconds());
    }
    if (limited || request.candidates().only().isPresent()) {
      return new Outcome(validated, portfolio, trials, trials, cpuSeconds, limited);
    }
    return tuned(portfolio, trials, between, percentAfter);
  }

  private Trials train(List<Candidate> candidates, double percentBefore, double percentAfter) {
    Trials running =
        new Trials(
            candidates, prepared, request.seed(), budget, steps, percentBefore, percentAfter);
    running.run(threads);
    cpuSeconds += running.cpuSeconds();
    limited |= running.limited();
    return running;
  }

  private List<Candidate> portfolio() {
    Optional<FixedCandidate> only = request.candidates().only();
    if (only.isPresent()) {
      return Portfolio.only(only.get(), prepared.encoder().sources());
    }
    return Portfolio.of(
        request.types(),
        size,
        folds,
        TargetShape.isSkewed(prepared.all()),
        budget.plannedSeconds(),
        request.candidates().trained());
  }

  private Outcome tuned(
      List<Candidate> portfolio, List<Trial> trained, double percentBefore, double percentAfter) {
    List<Candidate> candidates = new ArrayList<>(portfolio);
    Tuning tuning =
        new Tuning(
            Blend.of(trained, prepared, request.candidates()),
            size,
            folds,
            request.seed(),
            portfolio.stream().mapToDouble(Candidate::effort).sum(),
            budget.plannedSeconds(),
            request.candidates().trained() - portfolio.size());
    double percent = percentBefore;
    for (List<Candidate> next = tuning.next(); !next.isEmpty() && !limited; next = tuning.next()) {
      candidates.addAll(next);
      double after = percent + (percentAfter - percent) / 10;
      tuning.learn(train(next, percent, after).trials(prepared, folds));
      percent = after;
    }
    List<Trial> trials = new ArrayList<>(trained);
    trials.addAll(tuning.trials());
    List<Trial> finalists = new ArrayList<>(trained);
    finalists.addAll(tuning.finalists());
    return new Outcome(prepared, candidates, trials, finalists, cpuSeconds, limited);
  }
}
