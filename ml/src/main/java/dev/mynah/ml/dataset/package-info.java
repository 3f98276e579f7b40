// SPDX-License-Identifier: Apache-2.0
/** Rows to learn from, by column. */
@NullMarked
package dev.mynah.ml.dataset;

import org.jspecify.annotations.NullMarked;
