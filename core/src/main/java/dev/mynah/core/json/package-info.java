// SPDX-License-Identifier: Apache-2.0
/** What PostgreSQL's operators and functions of jsonb do to documents. */
@NullMarked
package dev.mynah.core.json;

import org.jspecify.annotations.NullMarked;
