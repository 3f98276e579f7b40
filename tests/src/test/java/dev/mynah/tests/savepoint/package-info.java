// SPDX-License-Identifier: Apache-2.0
/** Random scripts with savepoints, run here and by PostgreSQL. */
@NullMarked
package dev.mynah.tests.savepoint;

import org.jspecify.annotations.NullMarked;
