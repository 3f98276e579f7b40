// SPDX-License-Identifier: Apache-2.0
/** Finds a model for a table: what to predict, from which columns, with which learner. */
@NullMarked
package dev.mynah.ml.automl;

import org.jspecify.annotations.NullMarked;
