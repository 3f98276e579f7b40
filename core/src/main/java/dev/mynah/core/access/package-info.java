// SPDX-License-Identifier: Apache-2.0
/** What a statement may reach outside the tables: files. */
@NullMarked
package dev.mynah.core.access;

import org.jspecify.annotations.NullMarked;
