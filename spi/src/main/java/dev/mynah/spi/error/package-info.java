// SPDX-License-Identifier: Apache-2.0
/** The one exception that reaches clients. */
@NullMarked
package dev.mynah.spi.error;

import org.jspecify.annotations.NullMarked;
