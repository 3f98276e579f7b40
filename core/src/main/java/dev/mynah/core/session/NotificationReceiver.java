// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

/** A client that can be told what other sessions say. */
public interface NotificationReceiver {
  /** The number of its connection, as clients know it. */
  int processId();

  /**
   * Says that there is something to take with {@link Session#takeNotifications}. Called from any
   * thread; returns at once.
   */
  void arrived();
}
