// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.Locale;

/** What GRANT can allow. */
public enum Privilege {
  SELECT,
  INSERT,
  UPDATE,
  DELETE,
  TRUNCATE,
  REFERENCES,
  TRIGGER,
  USAGE,
  CREATE,
  CONNECT,
  TEMPORARY,
  EXECUTE,
  CREATE_MODEL;

  /** Returns the privilege as GRANT has it, in upper case. */
  public String text() {
    return name().replace('_', ' ');
  }

  /** Returns the privilege of this text, as {@link #text} gives it. */
  public static Privilege of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }
}
