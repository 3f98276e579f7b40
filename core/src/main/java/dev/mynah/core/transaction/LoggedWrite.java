// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.sql.tree.QualifiedName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A write that a block is about to carry out, and that it remembers once it is done. */
public final class LoggedWrite {
  private final Savepoints savepoints;
  private final Repetition repetition;
  private final Optional<QualifiedName> target;
  private final OptionalDouble seed;
  private final SequencePositions before;

  LoggedWrite(
      Savepoints savepoints,
      Repetition repetition,
      Optional<QualifiedName> target,
      OptionalDouble seed,
      SequencePositions before) {
    this.savepoints = savepoints;
    this.repetition = repetition;
    this.target = target;
    this.seed = seed;
    this.before = before;
  }

  /**
   * Says that it is done.
   *
   * @param text as the engine has run it
   * @param environment statements that set what names and texts mean to it
   * @param rows how many rows it has changed or returned
   */
  public void done(
      String text,
      List<? extends @Nullable Object> parameters,
      List<String> environment,
      long rows) {
    done(text, parameters, environment, rows, Optional.empty());
  }

  /**
   * Says that a COPY is done.
   *
   * @param kept the file that the text reads; it is deleted when nobody needs it any more
   */
  public void done(String text, List<String> environment, long rows, Path kept) {
    done(text, List.of(), environment, rows, Optional.of(kept));
  }

  private void done(
      String text,
      List<? extends @Nullable Object> parameters,
      List<String> environment,
      long rows,
      Optional<Path> file) {
    savepoints.add(
        new LoggedStatement(
            text,
            new ArrayList<>(parameters),
            environment,
            repetition,
            target,
            seed,
            before,
            savepoints.positions(repetition),
            rows,
            file));
  }

  /** Says that it is done and cannot be repeated. */
  public void doneForGood() {
    savepoints.leaveOut();
  }
}
