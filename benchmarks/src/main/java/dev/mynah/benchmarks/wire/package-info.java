// SPDX-License-Identifier: Apache-2.0
/** What clients see, over the wire. */
@NullMarked
package dev.mynah.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
