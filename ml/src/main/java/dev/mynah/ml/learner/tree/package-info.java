// SPDX-License-Identifier: Apache-2.0
/**
 * Decision trees: growing them by gradient boosting on histograms, and scoring many rows with many
 * of them.
 */
@NullMarked
package dev.mynah.ml.learner.tree;

import org.jspecify.annotations.NullMarked;
