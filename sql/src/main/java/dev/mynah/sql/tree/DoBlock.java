// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;

/**
 * {@code DO [LANGUAGE plpgsql] 'BEGIN step; ... [EXCEPTION WHEN condition [OR ...] THEN step; ...]
 * END'}: all of its steps, or none of them.
 *
 * @param handlers in the order written; none means that every error ends the statement
 */
public record DoBlock(List<Step> steps, List<Handler> handlers) implements Statement {
  public DoBlock {
    steps = List.copyOf(steps);
    handlers = List.copyOf(handlers);
  }

  /** What a block does. */
  public sealed interface Step {
    /** A statement whose rows, if it has any, nobody wants. */
    record Run(Statement statement) implements Step {}

    /** {@code RAISE [level] 'message'}, without placeholders. */
    record Raise(Level level, String message) implements Step {}

    /**
     * {@code IF condition THEN step; ... [ELSE step; ...] END IF}.
     *
     * @param condition a query of one truth value
     */
    record Choose(EngineStatement condition, List<Step> then, List<Step> otherwise)
        implements Step {
      public Choose {
        then = List.copyOf(then);
        otherwise = List.copyOf(otherwise);
      }
    }

    /** {@code NULL}. */
    record Nothing() implements Step {}
  }

  /** How much is made of a message. */
  public enum Level {
    DEBUG,
    LOG,
    INFO,
    NOTICE,
    WARNING,
    EXCEPTION
  }

  /**
   * {@code WHEN condition [OR condition ...] THEN step; ...}.
   *
   * @param conditions SQLSTATEs, names of PostgreSQL's conditions in lower case, {@code others}
   */
  public record Handler(List<String> conditions, List<Step> steps) {
    public Handler {
      conditions = List.copyOf(conditions);
      steps = List.copyOf(steps);
    }
  }
}
