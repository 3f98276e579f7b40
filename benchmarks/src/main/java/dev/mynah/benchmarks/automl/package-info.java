// SPDX-License-Identifier: Apache-2.0
/** How good the models of CREATE MODEL are. */
@NullMarked
package dev.mynah.benchmarks.automl;

import org.jspecify.annotations.NullMarked;
