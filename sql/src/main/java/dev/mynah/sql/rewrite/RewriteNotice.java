// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

/** Something that PostgreSQL would say beside a statement, or that differs from it. */
public record RewriteNotice(boolean isWarning, String sqlState, String message) {
  static RewriteNotice skipped(String message) {
    return new RewriteNotice(false, "00000", message + ", skipping");
  }

  static RewriteNotice warning(String message) {
    return new RewriteNotice(true, "01000", message);
  }
}
