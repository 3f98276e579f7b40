// SPDX-License-Identifier: Apache-2.0
/** Work that outlives its statement. */
@NullMarked
package dev.mynah.core.job;

import org.jspecify.annotations.NullMarked;
