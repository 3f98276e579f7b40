// SPDX-License-Identifier: Apache-2.0
/** Endpoints: addresses under which models answer, as SQL calls them. */
@NullMarked
package dev.mynah.core.endpoint;

import org.jspecify.annotations.NullMarked;
