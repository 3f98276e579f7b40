// SPDX-License-Identifier: Apache-2.0
/** Tests of what COPY makes of the bytes it gets. */
@NullMarked
package dev.mynah.core.transfer;

import org.jspecify.annotations.NullMarked;
