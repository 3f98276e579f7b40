// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.fault;

import java.util.Locale;

/**
 * A place where the process can be made to end at once, as by {@code kill -9}, to test that what
 * was acknowledged is found again.
 *
 * <p>Off unless the environment variable {@value #VARIABLE} names a point, such as {@code
 * model-bytes-written}.
 */
public enum CrashPoint {
  ENTRY_WRITTEN,
  JOB_STARTED,
  ROWS_READ,
  MODEL_TRAINED,
  MODEL_BYTES_WRITTEN,
  FUNCTION_INSTALLED,
  READY_COMMITTED,
  MODEL_DROPPED,
  COPY_RECEIVED,
  COPY_STORED;

  /** The environment variable that switches one point on. */
  public static final String VARIABLE = "MYNAH_CRASH_AFTER";

  /** The exit status that a process has after {@code kill -9}. */
  private static final int KILLED = 137;

  private static final String CHOSEN =
      String.valueOf(System.getenv(VARIABLE)).toUpperCase(Locale.ROOT).replace('-', '_');

  /** Says that this point has been reached; ends the process if it is the chosen one. */
  public void reached() {
    if (name().equals(CHOSEN)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
