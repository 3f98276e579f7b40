// SPDX-License-Identifier: Apache-2.0
/** Numbers about the server, for Prometheus. */
@NullMarked
package dev.mynah.server.metrics;

import org.jspecify.annotations.NullMarked;
