// SPDX-License-Identifier: Apache-2.0
/** The contract between what is learnt from, what learns and what was learnt. */
@NullMarked
package dev.mynah.ml.learner;

import org.jspecify.annotations.NullMarked;
