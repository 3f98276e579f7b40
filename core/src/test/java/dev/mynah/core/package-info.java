// SPDX-License-Identifier: Apache-2.0
/** Tests of the datastore over the real engine. */
@NullMarked
package dev.mynah.core;

import org.jspecify.annotations.NullMarked;
