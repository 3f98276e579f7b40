// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineHealth;
import dev.mynah.spi.engine.EngineOptions;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.EngineSnapshot;
import dev.mynah.spi.engine.FunctionRegistry;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB, opened with the settings that make it speak like PostgreSQL and touch no file but its own
 * and those of the readable folders.
 */
final class DuckDbEngine implements Engine {
  /** The name of the database, and of its file without the ending. */
  static final String DATABASE = "mynah";

  /** The database of PostgreSQL's catalog, which is no part of the data. */
  static final String CATALOG = "pgcatalog";

  private final DuckDBConnection root;
  private final DuckDbFunctionRegistry functions;
  private final DuckDbHealth health;
  private final FaultSwitch faults;
  private final ErrorTranslation errors;

  private final Optional<DatabaseFile> file;

  private DuckDbEngine(DuckDBConnection root, EngineOptions options) {
    this.root = root;
    this.file = options.database().map(DatabaseFile::new);
    this.faults = new FaultSwitch(root, options.faultFile());
    this.health = new DuckDbHealth(root);
    this.functions = new DuckDbFunctionRegistry(root);
    this.errors = new ErrorTranslation(health, functions);
  }

  static DuckDbEngine open(EngineOptions options) {
    String url = "jdbc:duckdb:" + options.database().map(Path::toString).orElse(":memory:");
    try {
      DuckDBConnection root =
          (DuckDBConnection) DriverManager.getConnection(url, properties(options));
      try (Statement statement = root.createStatement()) {
        if (options.database().isEmpty()) {
          // DuckDB calls a database in memory "memory"; a file is called as its name says.
          statement.execute("ATTACH ':memory:' AS " + DATABASE);
          statement.execute("USE " + DATABASE);
        }
        statement.execute("CREATE SCHEMA IF NOT EXISTS public");
        statement.execute(attachCatalog(options));
        lock(statement, options);
      } catch (SQLException e) {
        root.close();
        throw e;
      }
      return new DuckDbEngine(root, options);
    } catch (SQLException e) {
      throw ErrorTranslation.ofOpening(e);
    }
  }

  private static String attachCatalog(EngineOptions options) {
    String file = Identifiers.literal(options.catalog().map(Path::toString).orElse(":memory:"));
    boolean isMade = options.catalog().filter(Files::exists).isPresent();
    return "ATTACH " + file + " AS " + CATALOG + (isMade ? " (READ_ONLY)" : "");
  }

  private static Properties properties(EngineOptions options) {
    Properties properties = new Properties();
    properties.put("integer_division", "true");
    properties.put("default_null_order", "postgres");
    properties.put("preserve_identifier_case", "lowercase");
    properties.put("errors_as_json", "true");
    properties.put("jdbc_stream_results", "true");
    properties.put("memory_limit", (options.memoryLimitBytes() >> 10) + "KiB");
    properties.put("threads", Integer.toString(options.threads()));
    properties.put("temp_directory", options.temporaryFolder().toString());
    properties.put("autoinstall_known_extensions", "false");
    properties.put("autoload_known_extensions", "false");
    properties.put("allow_community_extensions", "false");
    return properties;
  }

  /** From here on no statement can widen what the engine may touch. */
  private static void lock(Statement statement, EngineOptions options) throws SQLException {
    String folders =
        options.readableFolders().stream()
            .map(folder -> Identifiers.literal(folder.toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    // Given as a property at the opening, DuckDB shows this limit but does not keep it.
    statement.execute(
        "SET max_temp_directory_size = '%dKiB'".formatted(options.spillLimitBytes() >> 10));
    statement.execute("SET allowed_directories = " + folders);
    statement.execute("SET enable_external_access = false");
    statement.execute(
        "SET allowed_configs = ['search_path', 'schema', 'timezone', 'explain_output',"
            + " 'enable_progress_bar', 'enable_progress_bar_print'"
            + (options.faultFile().isPresent() ? ", 'debug_checkpoint_abort']" : "]"));
    statement.execute("SET lock_configuration = true");
  }

  @Override
  public EngineSession connect() {
    try {
      DuckDBConnection connection = root.duplicate();
      return new DuckDbSession(connection, errors, faults);
    } catch (SQLException e) {
      throw errors.translate(e, "");
    }
  }

  @Override
  public FunctionRegistry functions() {
    return functions;
  }

  @Override
  public EngineHealth health() {
    return health;
  }

  @Override
  public EngineSnapshot snapshot() {
    DatabaseFile database =
        file.orElseThrow(() ->
            new DatastoreException(
                ErrorCode.FEATURE_NOT_SUPPORTED, "a database in memory has no files"));
    return DuckDbSnapshot.of(database, connect());
  }

  @Override
  public void close() {
    try {
      root.close();
      if (file.isPresent()) {
        file.get().close();
      }
    } catch (SQLException e) {
      throw errors.translate(e, "");
    } catch (IOException e) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "the database file could not be closed")
          .withCause(e);
    }
  }
}
