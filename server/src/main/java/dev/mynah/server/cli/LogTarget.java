// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

/** Where {@code serve} writes its log. */
enum LogTarget {
  /** Into files below the data folder. */
  FILE,
  /** To the standard error. */
  STDERR
}
