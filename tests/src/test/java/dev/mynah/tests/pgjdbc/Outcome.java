// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.pgjdbc;

/**
 * What became of a test.
 *
 * @param result {@code successful}, {@code failed}, {@code aborted} by an assumption, or {@code
 *     skipped}
 * @param test its class, method and repetitions: {@code package.Class[2]#method[1]}
 * @param message why it did not succeed
 */
record Outcome(String result, String test, String message) {
  /** Reads a line that {@link SuiteRun} has written. */
  static Outcome read(String line) {
    String[] cells = line.split("\t", -1);
    return new Outcome(cells[0], cells[2], cells[3]);
  }

  /** Tells whether the test came to an end other than it should. */
  boolean isFailure() {
    return result.equals("failed");
  }

  /** Tells whether the test said by itself that it makes no sense here. */
  boolean isOmitted() {
    return result.equals("aborted") || result.equals("skipped");
  }

  /** Returns the test without the numbers of its repetitions. */
  String method() {
    return test.replaceAll("\\[[^]]*]", "");
  }
}
