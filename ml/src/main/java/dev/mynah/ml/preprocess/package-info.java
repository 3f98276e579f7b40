// SPDX-License-Identifier: Apache-2.0
/** From columns to features; fitted on training rows only. */
@NullMarked
package dev.mynah.ml.preprocess;

import org.jspecify.annotations.NullMarked;
