// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.derive;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Model;

/**
 * A model that takes scores of texts in place of their terms.
 *
 * @param inner takes the features that are not hidden, then the scores
 */
public record ScoredModel(TermScores terms, Model inner) implements Model {
  @Override
  public int outputs() {
    return inner.outputs();
  }

  private FeatureMatrix extended(FeatureMatrix features) {
    return terms.extended(features, terms.scores(features));
  }

  @Override
  public void addScores(FeatureMatrix features, double[] raw) {
    inner.addScores(extended(features), raw);
  }

  @Override
  public double[] importance(FeatureMatrix features) {
    double[] extended = inner.importance(extended(features));
    double[] importance = new double[features.features().size()];
    int[] visible = terms.visible(importance.length);
    double ofScores = 0;
    for (int index = 0; index < extended.length; index++) {
      if (index < visible.length) {
        importance[visible[index]] = extended[index];
      } else {
        ofScores += extended[index];
      }
    }
    double[] shares = terms.shares();
    for (int index = 0; index < shares.length; index++) {
      importance[terms.hidden()[index]] = ofScores * shares[index];
    }
    return importance;
  }
}
