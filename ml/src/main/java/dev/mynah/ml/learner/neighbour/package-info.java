// SPDX-License-Identifier: Apache-2.0
/** Answers of the nearest rows. */
@NullMarked
package dev.mynah.ml.learner.neighbour;

import org.jspecify.annotations.NullMarked;
