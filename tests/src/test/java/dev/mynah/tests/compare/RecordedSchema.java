// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import dev.mynah.sql.parser.SourceStatement;
import dev.mynah.sql.parser.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema of which clients were recorded.
 *
 * @param statements what both servers take of it
 * @param refused what PostgreSQL alone takes, with the SQLSTATE that says so
 */
record RecordedSchema(List<String> statements, Map<String, String> refused) {
  /** Stands for nothing in the place of a statement. */
  private static final String NOTHING = "-";

  RecordedSchema {
    statements = List.copyOf(statements);
    refused = Map.copyOf(refused);
  }

  /**
   * Reads the schema.
   *
   * @param exceptions how a statement begins that is refused, the SQLSTATE, what is made in its
   *     place, and why, parted by bars
   */
  static RecordedSchema read(Path file, List<String> exceptions) throws IOException {
    // What comes first makes a database of its own for it, and connects to it.
    String text = Files.readString(file).replaceFirst("(?s)^.*?\\\\c \\w+\n", "");
    List<String> statements = new ArrayList<>();
    Map<String, String> refused = new HashMap<>();
    for (SourceStatement source : StatementSplitter.split(text)) {
      String made = source.text();
      for (String line : exceptions) {
        String[] parts = line.split(" \\| ", 4);
        if (source.text().startsWith(parts[0])) {
          refused.put(source.text(), parts[1]);
          made = parts[2];
        }
      }
      if (!made.equals(NOTHING)) {
        statements.add(made);
      }
    }
    return new RecordedSchema(statements, refused);
  }
}
