// SPDX-License-Identifier: Apache-2.0
/** Features computed from other features by the model that uses them. */
@NullMarked
package dev.mynah.ml.learner.derive;

import org.jspecify.annotations.NullMarked;
