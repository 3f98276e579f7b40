// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/**
 * What the search may try.
 *
 * @param name unique within the search
 * @param deadline when its training has to end, as a share of the time limit
 * @param effort how long it takes compared with the others, for the percentage shown
 */
record Candidate(String name, Recipe recipe, double deadline, double effort) {}
