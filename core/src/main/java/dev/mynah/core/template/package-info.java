// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL's templates of numbers and dates: to_char, to_timestamp, to_date, to_number. */
@NullMarked
package dev.mynah.core.template;

import org.jspecify.annotations.NullMarked;
