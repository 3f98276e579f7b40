// SPDX-License-Identifier: Apache-2.0
/** Places where tests may end the process. */
@NullMarked
package dev.mynah.core.fault;

import org.jspecify.annotations.NullMarked;
