// SPDX-License-Identifier: Apache-2.0
/** What an engine promises to the rest: sessions, queries, functions, loading. */
@NullMarked
package dev.mynah.spi.engine;

import org.jspecify.annotations.NullMarked;
