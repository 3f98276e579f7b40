// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import java.util.Set;

/** The engine's functions that reach files, and those that no statement may call. */
public final class FileFunctions {
  /** Functions whose first argument names files to read. */
  private static final Set<String> READS_FILES =
      Set.of(
          "glob",
          "parquet_bloom_probe",
          "parquet_file_metadata",
          "parquet_full_metadata",
          "parquet_kv_metadata",
          "parquet_metadata",
          "parquet_scan",
          "parquet_schema",
          "read_blob",
          "read_csv",
          "read_csv_auto",
          "read_json",
          "read_json_auto",
          "read_json_objects",
          "read_json_objects_auto",
          "read_ndjson",
          "read_ndjson_auto",
          "read_ndjson_objects",
          "read_parquet",
          "read_text",
          "sniff_csv");

  /** Functions that run hidden text, open what cannot be seen here, or change the server. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "add_parquet_key",
          "arrow_scan",
          "arrow_scan_dumb",
          "checkpoint",
          "create_external_resource",
          "deregister_external_resource",
          "destroy_external_resource",
          "disable_logging",
          "disable_profiling",
          "duckdb_external_resources",
          "duckdb_logs",
          "duckdb_logs_parsed",
          "duckdb_log_contexts",
          "duckdb_secrets",
          "duckdb_temporary_files",
          "enable_logging",
          "enable_profiling",
          "force_checkpoint",
          "getenv",
          "json_execute_serialized_sql",
          "query",
          "query_table",
          "read_duckdb",
          "read_single_csv_file",
          "read_single_json_file",
          "read_single_parquet_file",
          "register_external_resource",
          "register_external_resource_type",
          "seq_scan",
          "truncate_duckdb_logs",
          "which_secret");

  private FileFunctions() {}

  /** Tells whether the first argument names files to read. */
  static boolean readsFiles(String function) {
    return READS_FILES.contains(function);
  }

  static boolean isForbidden(String function) {
    return FORBIDDEN.contains(function);
  }

  /** Tells whether a function is known to read files, or is forbidden. */
  public static boolean isSorted(String function) {
    return readsFiles(function) || isForbidden(function);
  }
}
