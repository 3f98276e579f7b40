// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.sql.tree.QualifiedName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a block has carried out, with all that it takes to do the same once more.
 *
 * @param parameters as the engine took them
 * @param environment statements that set what names and texts mean to it
 * @param target what it wrote, if its content is to be compared
 * @param seed what random values were drawn from
 * @param before where sequences stood when it began
 * @param after where sequences stood when it ended
 * @param rows how many rows it changed or returned
 * @param file what a COPY read, kept for this and deleted with the log
 */
record LoggedStatement(
    String text,
    List<@Nullable Object> parameters,
    List<String> environment,
    Repetition repetition,
    Optional<QualifiedName> target,
    OptionalDouble seed,
    SequencePositions before,
    SequencePositions after,
    long rows,
    Optional<Path> file) {
  LoggedStatement {
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    environment = List.copyOf(environment);
  }

  /** Roughly how much memory it takes. */
  long bytes() {
    long bytes = 200 + 2L * text.length() + 100L * before.positions().size();
    for (Object parameter : parameters) {
      bytes +=
          switch (parameter) {
            case String value -> 50 + 2L * value.length();
            case byte[] value -> 50 + value.length;
            case null, default -> 50;
          };
    }
    return bytes;
  }
}
