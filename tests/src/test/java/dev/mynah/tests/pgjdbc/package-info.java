// SPDX-License-Identifier: Apache-2.0
/** The tests of PostgreSQL's JDBC driver, run against Mynah. */
@NullMarked
package dev.mynah.tests.pgjdbc;

import org.jspecify.annotations.NullMarked;
