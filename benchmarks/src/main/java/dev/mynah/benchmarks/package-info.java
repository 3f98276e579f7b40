// SPDX-License-Identifier: Apache-2.0
/** Measures Mynah beside other programs and writes what came out. */
@NullMarked
package dev.mynah.benchmarks;

import org.jspecify.annotations.NullMarked;
