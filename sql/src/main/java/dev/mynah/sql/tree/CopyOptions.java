// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;
import java.util.Optional;

/**
 * How COPY reads and writes rows, with PostgreSQL's defaults filled in.
 *
 * @param delimiter one character; a tab in TEXT, a comma in CSV
 * @param nullText {@code \N} in TEXT, empty in CSV
 * @param quote one character, used in CSV
 * @param escape one character, used in CSV; the quote unless given
 * @param skip how many lines before the header are passed over
 * @param encoding as written; the client's encoding when absent
 * @param forceNull columns whose quoted null text is NULL
 * @param forceNotNull columns whose null text is a text
 * @param forceQuote columns that are always quoted when written
 */
public record CopyOptions(
    Format format,
    Header header,
    char delimiter,
    String nullText,
    char quote,
    char escape,
    long skip,
    Optional<String> encoding,
    Columns forceNull,
    Columns forceNotNull,
    Columns forceQuote) {

  /** The shape of the data. */
  public enum Format {
    TEXT,
    CSV,
    BINARY
  }

  /** Whether the first line names the columns. */
  public enum Header {
    NONE,
    PRESENT,
    /** It must name the columns of the table, in their order. */
    MATCH
  }

  /** Some of the columns. */
  public sealed interface Columns {
    /** Those named; perhaps none. */
    record Named(List<String> names) implements Columns {
      public Named {
        names = List.copyOf(names);
      }
    }

    /** {@code *}. */
    record All() implements Columns {}
  }
}
