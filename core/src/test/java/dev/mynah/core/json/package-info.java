// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.mynah.core.json;

import org.jspecify.annotations.NullMarked;
