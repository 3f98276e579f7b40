// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.ChannelStatement;
import dev.mynah.sql.tree.ChannelStatement.Listen;
import dev.mynah.sql.tree.ChannelStatement.Notify;
import dev.mynah.sql.tree.ChannelStatement.Unlisten;
import java.util.Optional;

/** Reads LISTEN, UNLISTEN and NOTIFY, after their first word. */
final class ChannelParser {
  private static final String CHANNEL = "a channel's name";

  private final TokenCursor cursor;

  ChannelParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  ChannelStatement listen() {
    String channel = cursor.name(CHANNEL).text();
    cursor.expectEnd();
    return new Listen(channel);
  }

  ChannelStatement unlisten() {
    Optional<String> channel =
        cursor.takeSymbol("*") ? Optional.empty() : Optional.of(cursor.name(CHANNEL).text());
    cursor.expectEnd();
    return new Unlisten(channel);
  }

  ChannelStatement sendNotification() {
    String channel = cursor.name(CHANNEL).text();
    String payload = cursor.takeSymbol(",") ? cursor.string("a payload") : "";
    cursor.expectEnd();
    return new Notify(channel, payload);
  }
}
