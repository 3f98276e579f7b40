// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

/** What a statement of the engine does, as far as its words tell. */
public enum StatementKind {
  /** Only reads tables. */
  READ,
  /** Changes rows. */
  WRITE,
  /** Changes what exists. The cautious kind: it is also that of statements nobody knows. */
  DEFINE,
  /** Changes only the session. */
  SESSION
}
