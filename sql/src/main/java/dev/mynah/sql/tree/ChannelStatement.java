// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.Optional;

/** Statements by which sessions tell each other that something has happened. */
public sealed interface ChannelStatement extends Statement {
  /** {@code LISTEN channel}. */
  record Listen(String channel) implements ChannelStatement {}

  /** {@code UNLISTEN {channel | *}}; empty means all. */
  record Unlisten(Optional<String> channel) implements ChannelStatement {}

  /**
   * {@code NOTIFY channel [, 'payload']}.
   *
   * @param payload empty when none is given
   */
  record Notify(String channel, String payload) implements ChannelStatement {}
}
