// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.script;

/** A record whose answer is not the expected one; the message shows where and how. */
public final class RecordFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  RecordFailure(String file, int line, String what, String details) {
    super("%s:%d: %s\n%s".formatted(file, line, what, details));
  }
}
