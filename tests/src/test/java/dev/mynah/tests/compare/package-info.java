// SPDX-License-Identifier: Apache-2.0
/** What clients ask of the catalog, answered here and by PostgreSQL. */
@NullMarked
package dev.mynah.tests.compare;

import org.jspecify.annotations.NullMarked;
