// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/**
 * A step of a search: analyse, split, preprocess, one a candidate, ensemble, refit, evaluate.
 *
 * @param name the kind of step, and for a candidate its name: {@code candidate linear-1}
 * @param detail what is done, and at the end also what came out
 * @param rows how many rows it works on
 * @param state whether it begins or has ended
 * @param seconds how long it took; 0 at its beginning
 */
public record Step(String name, String detail, long rows, State state, double seconds) {
  /** Where a step stands. */
  public enum State {
    BEGIN,
    END
  }
}
