// SPDX-License-Identifier: Apache-2.0
/** What each feature did to an answer. */
@NullMarked
package dev.mynah.ml.explain;

import org.jspecify.annotations.NullMarked;
