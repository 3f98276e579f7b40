// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.DatastoreOptions;
import dev.mynah.core.session.NoticeListener;
import dev.mynah.server.cli.client.InProcessClient;
import dev.mynah.server.cli.client.ServerAddress;
import dev.mynah.server.cli.client.SqlClient;
import dev.mynah.server.cli.client.WireClient;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which datastore {@code run} and {@code shell} speak to. */
final class ConnectionOptions {
  private static final int DEFAULT_PORT = 5433;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      order = 1,
      description =
          "Open the datastore in this folder in this process; no server may have it open.")
  private @Nullable Path data;

  @Option(
      names = {"-h", "--host"},
      paramLabel = "HOST",
      order = 2,
      description = "Connect to a server (127.0.0.1 if only --port is given).")
  private @Nullable String host;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      order = 3,
      description = "The server's port (5433 if only --host is given).")
  private @Nullable Integer port;

  @Option(
      names = {"-U", "--user"},
      paramLabel = "USER",
      order = 4,
      defaultValue = "mynah",
      description = "The user at the server (default: ${DEFAULT-VALUE}).")
  private String user = "mynah";

  @Option(
      names = {"-W", "--password"},
      order = 5,
      arity = "0",
      interactive = true,
      echo = false,
      description =
          "Ask for the password. Without it, PGPASSWORD, PGPASSFILE and ~/.pgpass are read.")
  private char @Nullable [] password;

  /** Tells whether a server was named. */
  boolean isServer() {
    return host != null || port != null;
  }

  /** Returns the data folder that was named. */
  Path folder() {
    if (data == null) {
      throw new DatastoreException(
          ErrorCode.INVALID_PARAMETER_VALUE, "name a server with --port, or a folder with --data");
    }
    return data;
  }

  /**
   * Opens the datastore, or connects to the server, that was named; without either, opens a
   * datastore in memory.
   */
  SqlClient open(NoticeListener notices) {
    if (isServer()) {
      if (data != null) {
        throw new DatastoreException(
            ErrorCode.INVALID_PARAMETER_VALUE, "--data cannot be used with --host or --port");
      }
      return WireClient.connect(
          new ServerAddress(
              host == null ? "127.0.0.1" : host,
              port == null ? DEFAULT_PORT : port,
              user,
              Optional.ofNullable(password).map(String::new)),
          notices);
    }
    if (data == null) {
      return InProcessClient.open(DatastoreOptions.inMemory(), notices);
    }
    if (Files.exists(data) && !Files.isDirectory(data)) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "\"%s\" is not a folder".formatted(data));
    }
    try {
      return InProcessClient.open(DatastoreOptions.onDisk(data), notices);
    } catch (DatastoreException e) {
      throw FolderInUse.explained(e, data);
    }
  }
}
