// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

/** The door for queries that stand inside statements of ours, such as CREATE MODEL's. */
public interface QueryGate {
  /**
   * Returns the query as the engine may run it: one that only reads, and that names nothing that a
   * statement of its own could not name.
   *
   * @throws dev.mynah.spi.error.DatastoreException for any other; its position counts from the
   *     beginning of the query
   */
  String admit(String query);
}
