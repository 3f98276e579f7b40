// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import java.net.InetAddress;

/**
 * Who has connected and proved it.
 *
 * @param application what the client calls itself, empty when it does not say
 */
public record ClientIdentity(
    String user, String database, String application, InetAddress address) {}
