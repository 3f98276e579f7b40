// SPDX-License-Identifier: Apache-2.0
/** What runs statements for the command line: in this process, or in a server. */
@NullMarked
package dev.mynah.server.cli.client;

import org.jspecify.annotations.NullMarked;
