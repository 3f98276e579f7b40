// SPDX-License-Identifier: Apache-2.0
/** From text to statements: PostgreSQL's lexing, and our grammar on top of it. */
@NullMarked
package dev.mynah.sql.parser;

import org.jspecify.annotations.NullMarked;
