// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

/**
 * What a session said on a channel.
 *
 * @param processId the number of its connection, as clients know it
 * @param payload empty when none was given
 */
public record Notification(int processId, String channel, String payload) {}
