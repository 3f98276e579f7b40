// SPDX-License-Identifier: Apache-2.0
/** What exists besides tables, kept in the schema ml of the same database. */
@NullMarked
package dev.mynah.core.catalog;

import org.jspecify.annotations.NullMarked;
