// SPDX-License-Identifier: Apache-2.0
/** The one door to the engine: what a statement may do, and who writes now. */
@NullMarked
package dev.mynah.core.transaction;

import org.jspecify.annotations.NullMarked;
