// SPDX-License-Identifier: Apache-2.0
/** SQL, health and metrics over HTTP. */
@NullMarked
package dev.mynah.server.http;

import org.jspecify.annotations.NullMarked;
