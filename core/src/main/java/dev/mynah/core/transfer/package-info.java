// SPDX-License-Identifier: Apache-2.0
/** Rows from clients into tables. */
@NullMarked
package dev.mynah.core.transfer;

import org.jspecify.annotations.NullMarked;
