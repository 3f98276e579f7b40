// SPDX-License-Identifier: Apache-2.0
/** The statements about models, their training and their functions. */
@NullMarked
package dev.mynah.core.model;

import org.jspecify.annotations.NullMarked;
