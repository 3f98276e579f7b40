// SPDX-License-Identifier: Apache-2.0
/** An engine that is opened again when an internal fault has made it refuse all work. */
@NullMarked
package dev.mynah.core.recovery;

import org.jspecify.annotations.NullMarked;
