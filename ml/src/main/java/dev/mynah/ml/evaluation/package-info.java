// SPDX-License-Identifier: Apache-2.0
/** How good predictions are. */
@NullMarked
package dev.mynah.ml.evaluation;

import org.jspecify.annotations.NullMarked;
