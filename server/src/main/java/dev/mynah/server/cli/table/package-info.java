// SPDX-License-Identifier: Apache-2.0
/** Results as psql prints them. */
@NullMarked
package dev.mynah.server.cli.table;

import org.jspecify.annotations.NullMarked;
