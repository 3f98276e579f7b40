// SPDX-License-Identifier: Apache-2.0
/** Training and scoring of trees beside XGBoost. */
@NullMarked
package dev.mynah.benchmarks.trees;

import org.jspecify.annotations.NullMarked;
