// SPDX-License-Identifier: Apache-2.0
/** Tests of the whole: over the wire, through kills and restarts, and of the source tree itself. */
@NullMarked
package dev.mynah.tests;

import org.jspecify.annotations.NullMarked;
