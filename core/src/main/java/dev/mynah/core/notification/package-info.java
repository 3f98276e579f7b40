// SPDX-License-Identifier: Apache-2.0
/** LISTEN and NOTIFY: what sessions tell each other when their transactions are committed. */
@NullMarked
package dev.mynah.core.notification;

import org.jspecify.annotations.NullMarked;
