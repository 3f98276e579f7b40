// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import dev.mynah.core.access.SessionAccess;
import dev.mynah.spi.engine.EngineSession;

/**
 * Who runs a statement, and how to reach him while it runs.
 *
 * @param access what he may do
 * @param engine the session's own engine session, which sees its temporary tables
 * @param settings as they are now
 * @param queries what every query inside a statement goes through before the engine sees it
 */
public record Caller(
    String user,
    SessionAccess access,
    EngineSession engine,
    Settings settings,
    NoticeListener notices,
    CancelSignal cancel,
    QueryGate queries) {
  /** Tells the client something. */
  public void say(String message) {
    notices.notice(Notice.of(message));
  }
}
