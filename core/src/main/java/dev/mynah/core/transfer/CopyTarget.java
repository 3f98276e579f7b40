// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import java.nio.file.Path;

/** Where the rows of a COPY go once they have all arrived. */
public interface CopyTarget {
  /** How many columns each row has. */
  int columnCount();

  /** Stores the rows of a CSV file in one transaction and returns their number. */
  long load(CopyFromStdin copy, Path file, CsvDialect dialect);

  /** Called once when the COPY is over, whether its rows were stored or not. */
  void ended();
}
