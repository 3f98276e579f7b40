// SPDX-License-Identifier: Apache-2.0
/** Tests of what waits on the disk. */
@NullMarked
package dev.mynah.core.spool;

import org.jspecify.annotations.NullMarked;
