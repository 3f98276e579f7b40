// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.derive;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model that computes some more features from pairs of those that it is given.
 *
 * @param inner takes the given features, then those of the pairs
 */
public record PairedModel(List<Pair> pairs, Model inner) implements Model {
  public PairedModel {
    pairs = List.copyOf(pairs);
  }

  /** Returns the features that the inner model takes, of those that this one takes. */
  public List<Feature> features(List<Feature> features) {
    List<Feature> more = new ArrayList<>(features);
    pairs.forEach(pair -> more.add(pair.feature(features)));
    return more;
  }

  @Override
  public int outputs() {
    return inner.outputs();
  }

  @Override
  public void addScores(FeatureMatrix features, double[] raw) {
    inner.addScores(Pair.extended(features, pairs), raw);
  }

  /** What a pair is worth is due to its two features, half to each. */
  @Override
  public double[] importance(FeatureMatrix features) {
    int width = features.features().size();
    double[] extended = inner.importance(Pair.extended(features, pairs));
    double[] shares = Arrays.copyOf(extended, width);
    for (int index = 0; index < pairs.size(); index++) {
      shares[pairs.get(index).first()] += extended[width + index] / 2;
      shares[pairs.get(index).second()] += extended[width + index] / 2;
    }
    return shares;
  }
}
