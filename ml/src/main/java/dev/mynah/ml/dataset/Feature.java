// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

/**
 * One encoded feature.
 *
 * @param cardinality how many categories a categorical feature has; 0 for a numeric one
 */
public record Feature(String name, int cardinality) {
  /** Tells whether values are category numbers rather than quantities. */
  public boolean isCategorical() {
    return cardinality > 0;
  }
}
