// SPDX-License-Identifier: Apache-2.0
/** What nobody may read with SQL: passwords, keys, the secrets of connections. */
@NullMarked
package dev.mynah.core.secret;

import org.jspecify.annotations.NullMarked;
