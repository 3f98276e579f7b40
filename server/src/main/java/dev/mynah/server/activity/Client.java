// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.activity;

/**
 * A client that has logged in.
 *
 * @param protocol {@code postgresql} or {@code http}
 * @param session its number in {@code ml.sessions}
 * @param address where it is, without a name
 */
public record Client(String protocol, long session, String user, String address) {}
