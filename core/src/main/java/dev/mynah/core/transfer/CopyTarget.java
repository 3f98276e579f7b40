// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import dev.mynah.spi.data.Column;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import java.nio.file.Path;
import java.util.List;

/** Where the rows of a COPY go once they have all arrived. */
public interface CopyTarget {
  /** The columns of each row. */
  List<Column> columns();

  /** Stores the rows of a CSV file in one transaction and returns their number. */
  long load(CopyFromStdin copy, Path file, CsvDialect dialect);

  /** Called once when the COPY is over, whether its rows were stored or not. */
  void ended();
}
