// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

/** A message as it came: its type and its content, not yet understood. */
public record Frame(char type, byte[] body) {}
