// SPDX-License-Identifier: Apache-2.0
/** Tests of backups without a database. */
@NullMarked
package dev.mynah.core.backup;

import org.jspecify.annotations.NullMarked;
