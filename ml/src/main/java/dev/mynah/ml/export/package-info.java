// SPDX-License-Identifier: Apache-2.0
/** Models in the formats of other programs. */
@NullMarked
package dev.mynah.ml.export;

import org.jspecify.annotations.NullMarked;
