// SPDX-License-Identifier: Apache-2.0
/** The whole datastore in one file, and back. */
@NullMarked
package dev.mynah.core.backup;

import org.jspecify.annotations.NullMarked;
