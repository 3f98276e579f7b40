// SPDX-License-Identifier: Apache-2.0
/**
 * The datastore as a whole: opening it, its sessions, and the table of contents of its statements.
 */
@NullMarked
package dev.mynah.core;

import org.jspecify.annotations.NullMarked;
