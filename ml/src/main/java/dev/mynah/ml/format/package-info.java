// SPDX-License-Identifier: Apache-2.0
/** Models as bytes. */
@NullMarked
package dev.mynah.ml.format;

import org.jspecify.annotations.NullMarked;
