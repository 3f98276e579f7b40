// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A setting that SET and SHOW know.
 *
 * @param name as SHOW prints it
 * @param initial its value when a session begins
 * @param form what values it takes
 * @param reported whether clients are told of its value at start and after each change
 */
record Setting(String name, String initial, Form form, boolean reported) {
  /** What values a setting takes. */
  enum Form {
    TEXT,
    SWITCH,
    INTEGER,
    /** Milliseconds, or a number with a unit: {@code 5s}. */
    DURATION,
    /** Anything is accepted and kept; it changes nothing here. */
    KEPT,
    /** As KEPT, and shown among all only once it was set. */
    FOREIGN,
    READ_ONLY
  }

  private static final Map<String, Setting> ALL = new LinkedHashMap<>();

  static {
    add("application_name", "", Form.TEXT, true);
    add("bytea_output", "hex", Form.KEPT, false);
    add("client_encoding", "UTF8", Form.TEXT, true);
    add("client_min_messages", "notice", Form.KEPT, false);
    add("DateStyle", "ISO, MDY", Form.TEXT, true);
    add("default_transaction_isolation", "serializable", Form.KEPT, false);
    add("default_transaction_read_only", "off", Form.SWITCH, false);
    add("extra_float_digits", "1", Form.INTEGER, false);
    add("idle_in_transaction_session_timeout", "60s", Form.DURATION, false);
    add("integer_datetimes", "on", Form.READ_ONLY, true);
    add("IntervalStyle", "postgres", Form.KEPT, true);
    add("is_superuser", "on", Form.READ_ONLY, true);
    add("lock_timeout", "30s", Form.DURATION, false);
    add("max_identifier_length", "63", Form.READ_ONLY, false);
    add("max_index_keys", "32", Form.READ_ONLY, false);
    add("password_encryption", "scram-sha-256", Form.TEXT, false);
    add("search_path", "public", Form.TEXT, false);
    add("server_encoding", "UTF8", Form.READ_ONLY, true);
    add("server_version", "15.0", Form.READ_ONLY, true);
    add("server_version_num", "150000", Form.READ_ONLY, false);
    add("session_authorization", "mynah", Form.READ_ONLY, true);
    add("sql_dialect", "postgres", Form.TEXT, false);
    add("standard_conforming_strings", "on", Form.SWITCH, true);
    add("statement_timeout", "0", Form.DURATION, false);
    add("TimeZone", "UTC", Form.TEXT, true);
    add("transaction_isolation", "serializable", Form.KEPT, false);
    add("transaction_read_only", "off", Form.SWITCH, false);
    add("wait", "off", Form.SWITCH, false);
    addKept();
  }

  /** What scripts and drivers of PostgreSQL set, and what has no counterpart here. */
  private static void addKept() {
    Map.ofEntries(
            Map.entry("backslash_quote", "safe_encoding"),
            Map.entry("check_function_bodies", "on"),
            Map.entry("constraint_exclusion", "partition"),
            Map.entry("default_table_access_method", "heap"),
            Map.entry("default_tablespace", ""),
            Map.entry("default_transaction_deferrable", "off"),
            Map.entry("effective_io_concurrency", "1"),
            Map.entry("enable_hashjoin", "on"),
            Map.entry("enable_indexscan", "on"),
            Map.entry("enable_mergejoin", "on"),
            Map.entry("enable_nestloop", "on"),
            Map.entry("enable_seqscan", "on"),
            Map.entry("escape_string_warning", "on"),
            Map.entry("geqo", "on"),
            Map.entry("jit", "off"),
            Map.entry("lc_messages", "C"),
            Map.entry("lc_monetary", "C"),
            Map.entry("lc_numeric", "C"),
            Map.entry("lc_time", "C"),
            Map.entry("log_min_messages", "warning"),
            Map.entry("maintenance_work_mem", "64MB"),
            Map.entry("plan_cache_mode", "auto"),
            Map.entry("random_page_cost", "4"),
            Map.entry("row_security", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("temp_buffers", "8MB"),
            Map.entry("work_mem", "4MB"),
            Map.entry("xmloption", "content"))
        .forEach((name, initial) -> add(name, initial, Form.FOREIGN, false));
  }

  private static void add(String name, String initial, Form form, boolean reported) {
    ALL.put(name.toLowerCase(Locale.ROOT), new Setting(name, initial, form, reported));
  }

  /** Returns the setting of this name, whatever its case. */
  static Optional<Setting> named(String name) {
    return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All settings by their names in lower case, in alphabetical order. */
  static Map<String, Setting> all() {
    return ALL;
  }
}
