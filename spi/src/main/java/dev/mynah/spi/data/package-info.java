// SPDX-License-Identifier: Apache-2.0
/** Values by column: types, columns, vectors and batches, read and written in bulk. */
@NullMarked
package dev.mynah.spi.data;

import org.jspecify.annotations.NullMarked;
