// SPDX-License-Identifier: Apache-2.0
/** The program mynah as users start it. */
@NullMarked
package dev.mynah.benchmarks.program;

import org.jspecify.annotations.NullMarked;
