// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;

/** COPY between a table and the client. COPY with a file is an {@link EngineStatement}. */
public sealed interface CopyStatement extends Statement {
  /**
   * {@code COPY table ['(' column, ... ')'] FROM STDIN [[WITH] option...]}.
   *
   * @param columns empty means all
   */
  record CopyFromStdin(QualifiedName table, List<String> columns, CopyOptions options)
      implements CopyStatement {
    public CopyFromStdin {
      columns = List.copyOf(columns);
    }
  }

  /** {@code COPY {table ['(' column, ... ')'] | '(' query ')'} TO STDOUT [[WITH] option...]}. */
  record CopyToStdout(CopySource source, CopyOptions options) implements CopyStatement {}

  /** What is copied out. */
  sealed interface CopySource {
    /** {@code table ['(' column, ... ')']}; no columns means all. */
    record OfTable(QualifiedName table, List<String> columns) implements CopySource {
      public OfTable {
        columns = List.copyOf(columns);
      }
    }

    /**
     * {@code '(' query ')'}.
     *
     * @param text what stands between the parentheses, as written
     * @param position the first character of the text in the statement, from 1
     */
    record OfQuery(String text, int position) implements CopySource {}
  }
}
