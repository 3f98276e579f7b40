// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.EngineStatement;
import java.util.List;

/**
 * A client's statement as the engine is to carry it out.
 *
 * @param statement in the engine's words; the very same object when nothing had to be changed
 * @param steps what the engine runs, in order, all or nothing; as a rule only the statement's text
 * @param locks whether the client wants what it reads to stay as it is until its transaction ends
 * @param notices said beside it
 * @param edits how the statement's text came about
 */
public record Rewriting(
    EngineStatement statement,
    List<Step> steps,
    boolean locks,
    List<RewriteNotice> notices,
    Edits edits) {
  public Rewriting {
    steps = List.copyOf(steps);
    notices = List.copyOf(notices);
  }

  /**
   * One statement of the engine.
   *
   * @param isOwn whether it follows from the others, so that the client needs no right to it
   */
  public record Step(String text, boolean isOwn) {
    /** Makes a step that the client has asked for. */
    static Step asked(String text) {
      return new Step(text, false);
    }

    /** Makes a step that comes with others. */
    static Step own(String text) {
      return new Step(text, true);
    }
  }

  /** Tells whether the engine runs just the statement, which may then have rows and parameters. */
  public boolean isSingle() {
    return steps.size() == 1 && steps.getFirst().text().equals(statement.text()) && !isLock();
  }

  private boolean isLock() {
    return statement.command().equals("LOCK TABLE");
  }

  /** Returns where in the client's text a place of the rewritten one is; both count from 1. */
  public int originalPosition(int position) {
    return isSingle() ? edits.original(position) : position;
  }

  /**
   * Returns the error of a step with its place in the client's text; without one, if the step is
   * not the client's statement.
   */
  public DatastoreException placed(DatastoreException error, Step step) {
    boolean isPlaced = error.position() != DatastoreException.NO_POSITION;
    return error.withPosition(
        isPlaced && step.text().equals(statement.text())
            ? edits.original(error.position())
            : DatastoreException.NO_POSITION);
  }
}
