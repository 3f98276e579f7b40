// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.client;

import dev.mynah.server.cli.table.ResultTable;

/** What a statement gave back, as text. */
public sealed interface ClientResult {
  /** The statement was empty or only comments. */
  record Nothing() implements ClientResult {}

  /**
   * The statement is done and has no rows.
   *
   * @param tag PostgreSQL's command tag, such as {@code INSERT 0 3}
   */
  record Done(String tag) implements ClientResult {}

  /**
   * Rows, all of them.
   *
   * @param tag PostgreSQL's command tag, such as {@code SELECT 5}
   */
  record Rows(ResultTable table, String tag) implements ClientResult {}
}
