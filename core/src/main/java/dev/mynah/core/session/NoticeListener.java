// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

/**
 * Receives what is to be told to the client while a statement runs, on the thread that runs it.
 * Progress is to be shown at once, not when the statement ends.
 */
public interface NoticeListener {
  void notice(Notice notice);
}
