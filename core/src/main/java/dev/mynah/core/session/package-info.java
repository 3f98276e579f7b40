// SPDX-License-Identifier: Apache-2.0
/**
 * One client's conversation with the datastore: settings, transaction state, statements, results.
 */
@NullMarked
package dev.mynah.core.session;

import org.jspecify.annotations.NullMarked;
