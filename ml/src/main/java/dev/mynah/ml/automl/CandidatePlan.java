// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a search tries.
 *
 * @param types the kinds of learners to try; empty for all of them
 * @param max how many candidates there may be, the mixture of them included; 0 for any number
 * @param ensemble whether candidates are mixed
 */
public record CandidatePlan(Set<ModelType> types, int max, Ensemble ensemble) {
  /** What a search does that was told nothing about its candidates. */
  public static final CandidatePlan USUAL = new CandidatePlan(Set.of(), 0, Ensemble.ON);

  public CandidatePlan {
    Set<ModelType> copy = EnumSet.noneOf(ModelType.class);
    copy.addAll(types);
    types = Collections.unmodifiableSet(copy);
    if (max < 0) {
      throw new IllegalArgumentException("max: " + max);
    }
  }

  /** Whether candidates are mixed. */
  public enum Ensemble {
    ON,
    /** One model, trained on all rows: the fast mode. */
    OFF
  }

  boolean mixes() {
    return ensemble == Ensemble.ON;
  }

  /** Returns how many candidates may be trained, one place left for the mixture of them. */
  int trained() {
    if (max == 0) {
      return Integer.MAX_VALUE;
    }
    return mixes() ? Math.max(1, max - 1) : max;
  }
}
