// SPDX-License-Identifier: Apache-2.0
/** Keys, certificates, and when connections are encrypted. */
@NullMarked
package dev.mynah.server.tls;

import org.jspecify.annotations.NullMarked;
