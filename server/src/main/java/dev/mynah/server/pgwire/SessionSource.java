// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.NoticeListener;
import dev.mynah.core.session.Session;

/** Where the sessions of connections come from; called by many threads at once. */
@FunctionalInterface
public interface SessionSource {
  /** Opens a session for a client that may connect; fails with what the client is to be told. */
  Session open(ClientIdentity identity, NoticeListener notices);
}
