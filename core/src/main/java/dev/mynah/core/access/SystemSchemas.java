// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import java.util.Locale;
import java.util.Set;

/** The schemas of the server's own, whose views everyone may read: they filter by themselves. */
public final class SystemSchemas {
  private static final Set<String> NAMES =
      Set.of("ml", "main", "temp", "information_schema", "pg_catalog", "pg_base", "pg_info");

  private SystemSchemas() {}

  public static boolean isSystem(String schema) {
    return NAMES.contains(schema.toLowerCase(Locale.ROOT));
  }
}
