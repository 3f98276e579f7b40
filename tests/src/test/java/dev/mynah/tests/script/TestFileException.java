// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.script;

/** A {@code .test} file that cannot be read; the message begins with file and line. */
public final class TestFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TestFileException(String file, int line, String message) {
    super("%s:%d: %s".formatted(file, line, message));
  }
}
