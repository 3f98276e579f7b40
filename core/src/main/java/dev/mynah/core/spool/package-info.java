// SPDX-License-Identifier: Apache-2.0
/** What waits on the disk: results that clients read later, and rows that they send. */
@NullMarked
package dev.mynah.core.spool;

import org.jspecify.annotations.NullMarked;
