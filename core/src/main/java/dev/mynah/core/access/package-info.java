// SPDX-License-Identifier: Apache-2.0
/** What a statement may reach: tables and functions by rights, files by folders. */
@NullMarked
package dev.mynah.core.access;

import org.jspecify.annotations.NullMarked;
