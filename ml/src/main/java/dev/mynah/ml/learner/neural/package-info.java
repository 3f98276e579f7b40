// SPDX-License-Identifier: Apache-2.0
/** Networks of neurons. */
@NullMarked
package dev.mynah.ml.learner.neural;

import org.jspecify.annotations.NullMarked;
