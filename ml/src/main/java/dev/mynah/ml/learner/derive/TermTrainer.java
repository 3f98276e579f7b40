// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.derive;

import dev.mynah.ml.learner.SeededRandom;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingControl.Decision;
import dev.mynah.ml.learner.TrainingRows;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Learns {@link TermScores}: a sparse linear model, by steps down the gradient of a row at a time,
 * shorter for terms that were often moved (Duchi, Hazan and Singer, <i>Adaptive Subgradient
 * Methods</i>, JMLR 2011).
 */
final class TermTrainer {
  private static final int FOLDS = 5;
  private static final float[] PENALTIES = {1e-4f, 1e-3f, 4e-3f};

  /** With more outputs than this one penalty has to do. */
  private static final int FEW_OUTPUTS = 4;

  private static final float USUAL_PENALTY = 1e-4f;
  private static final float RATE = 0.5f;
  private static final int MAX_EPOCHS = 12;

  /** Rows that are gone through in all epochs together, if there are so many. */
  private static final int ROWS_OF_EPOCHS = 600_000;

  private final TrainingRows rows;
  private final int[] hidden;
  private final TrainingControl control;
  private final int outputs;
  private final int[][] terms;
  private final float[] rarity;
  private final int[] foldOf;
  private final double mean;
  private final double deviation;

  TermTrainer(TrainingRows rows, int[] hidden, TrainingControl control) {
    this.rows = rows;
    this.hidden = hidden;
    this.control = control;
    this.outputs = rows.classes() > 2 ? rows.classes() : 1;
    this.terms = new int[rows.rows()][];
    this.foldOf = new int[rows.rows()];
    int[] counts = new int[hidden.length * TermScores.A_FEATURE];
    for (int row = 0; row < terms.length; row++) {
      terms[row] = TermScores.terms(rows.features(), hidden, row);
      for (int term : terms[row]) {
        counts[term]++;
      }
      // Rows of equal terms share a fold, so that no copy answers for another.
      foldOf[row] = new SeededRandom(Arrays.hashCode(terms[row])).nextInt(FOLDS);
    }
    this.rarity = new float[counts.length];
    for (int term = 0; term < counts.length; term++) {
      rarity[term] = (float) (1 + StrictMath.log((1.0 + terms.length) / (1.0 + counts[term])));
    }
    double squares = 0;
    this.mean = rows.classes() > 0 ? 0 : rows.weights().mean(rows.target());
    for (double value : rows.target()) {
      squares += (value - mean) * (value - mean) / terms.length;
    }
    this.deviation = rows.classes() > 0 || squares == 0 ? 1 : Math.sqrt(squares);
  }

  /**
   * What was learnt.
   *
   * @param ofOthers scores of the training rows by models that did not see them, a column an output
   */
  record Learnt(TermScores scores, float[][] ofOthers) {}

  Learnt learn() {
    float[] penalties = outputs > FEW_OUTPUTS ? new float[] {USUAL_PENALTY} : PENALTIES;
    float[][] best = new float[0][];
    float chosen = USUAL_PENALTY;
    double lowest = Double.POSITIVE_INFINITY;
    for (float penalty : penalties) {
      float[][] scores = ofOthers(penalty);
      double loss = loss(scores);
      if (loss < lowest || best.length == 0) {
        lowest = loss;
        best = scores;
        chosen = penalty;
      }
    }
    return new Learnt(fit(row -> true, chosen), best);
  }

  private float[][] ofOthers(float penalty) {
    float[][] scores = new float[outputs][terms.length];
    float[] own = new float[outputs];
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      TermScores fitted = fit(row -> foldOf[row] != held, penalty);
      for (int row = 0; row < terms.length; row++) {
        if (foldOf[row] == held) {
          fitted.score(terms[row], own);
          for (int output = 0; output < outputs; output++) {
            scores[output][row] = own[output];
          }
        }
      }
    }
    return scores;
  }

  private double loss(float[][] scores) {
    double[] raw = new double[terms.length * outputs];
    for (int index = 0; index < raw.length; index++) {
      raw[index] = mean + deviation * scores[index % outputs][index / outputs];
    }
    return rows.meanLoss(raw);
  }

  private TermScores fit(IntPredicate wanted, float penalty) {
    int[] chosen = IntStream.range(0, terms.length).filter(wanted).toArray();
    Descent descent = new Descent(penalty);
    SeededRandom random = new SeededRandom(chosen.length);
    int epochs = Math.clamp(ROWS_OF_EPOCHS / Math.max(1, chosen.length), 2, MAX_EPOCHS);
    for (int epoch = 0; epoch < epochs && goOn(); epoch++) {
      for (int left = chosen.length; left > 0; left--) {
        int place = random.nextInt(left);
        int row = chosen[place];
        chosen[place] = chosen[left - 1];
        chosen[left - 1] = row;
        descent.step(row);
      }
    }
    return new TermScores(hidden, rarity, descent.weights, descent.base);
  }

  private boolean goOn() {
    Decision decision = control.afterRound(0, Double.NaN);
    if (decision == Decision.CANCEL) {
      throw new TrainingCancelledException();
    }
    return decision == Decision.GO_ON;
  }

  /** Weights on their way down. */
  private final class Descent {
    private final float penalty;
    private final float[] weights = new float[rarity.length * outputs];
    private final float[] moved = new float[weights.length];
    private final float[] base = new float[outputs];
    private final float[] baseMoved = new float[outputs];
    private final float[] gradient = new float[outputs];

    Descent(float penalty) {
      this.penalty = penalty;
    }

    void step(int row) {
      float scale = scores(row);
      for (int output = 0; output < outputs; output++) {
        baseMoved[output] += gradient[output] * gradient[output];
        base[output] -= length(gradient[output], baseMoved[output]);
      }
      for (int term : terms[row]) {
        float value = rarity[term] * scale;
        for (int output = 0; output < outputs; output++) {
          int place = term * outputs + output;
          float slope = gradient[output] * value + penalty * weights[place];
          moved[place] += slope * slope;
          weights[place] -= length(slope, moved[place]);
        }
      }
    }

    private float length(float slope, float squares) {
      return squares > 0 ? RATE * slope / (float) Math.sqrt(squares) : 0;
    }

    /** Computes the gradient of the loss by each score, and returns the scale of the row. */
    private float scores(int row) {
      System.arraycopy(base, 0, gradient, 0, outputs);
      float scale = TermScores.scale(terms[row], rarity);
      for (int term : terms[row]) {
        float value = rarity[term] * scale;
        for (int output = 0; output < outputs; output++) {
          gradient[output] += value * weights[term * outputs + output];
        }
      }
      double target = rows.target()[row];
      float weight = (float) rows.weights().of(row);
      if (rows.classes() == 0) {
        gradient[0] = weight * (gradient[0] - (float) ((target - mean) / deviation));
      } else if (rows.classes() == 2) {
        float probability = (float) (1 / (1 + StrictMath.exp(-gradient[0])));
        gradient[0] = weight * (probability - (float) target);
      } else {
        ofClasses((int) target, weight);
      }
      return scale;
    }

    private void ofClasses(int label, float weight) {
      float highest = gradient[0];
      for (float score : gradient) {
        highest = Math.max(highest, score);
      }
      float sum = 0;
      for (int output = 0; output < outputs; output++) {
        gradient[output] = (float) StrictMath.exp(gradient[output] - highest);
        sum += gradient[output];
      }
      for (int output = 0; output < outputs; output++) {
        gradient[output] = weight * (gradient[output] / sum - (output == label ? 1 : 0));
      }
    }
  }
}
