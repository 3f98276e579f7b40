// SPDX-License-Identifier: Apache-2.0
/** Functions inside SQL, over the engine alone. */
@NullMarked
package dev.mynah.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
