// SPDX-License-Identifier: Apache-2.0
/** Functions of ours that SQL can call. */
@NullMarked
package dev.mynah.spi.function;

import org.jspecify.annotations.NullMarked;
