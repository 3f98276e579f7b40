// SPDX-License-Identifier: Apache-2.0
/** Messages sent without waiting for answers, here and to PostgreSQL. */
@NullMarked
package dev.mynah.tests.pipeline;

import org.jspecify.annotations.NullMarked;
