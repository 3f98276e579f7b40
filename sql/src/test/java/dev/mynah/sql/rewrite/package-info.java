// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.mynah.sql.rewrite;

import org.jspecify.annotations.NullMarked;
