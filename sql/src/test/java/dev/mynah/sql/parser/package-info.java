// SPDX-License-Identifier: Apache-2.0
/** Tests of the way from text to statements. */
@NullMarked
package dev.mynah.sql.parser;

import org.jspecify.annotations.NullMarked;
