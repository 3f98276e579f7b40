// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.client;

import dev.mynah.core.session.Notice;
import dev.mynah.core.session.NoticeListener;
import dev.mynah.core.session.TransactionState;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs statements in a server, as simple queries.
 *
 * <p>It uses the part of pgjdbc below JDBC, which hands on values and command tags as the server
 * sent them and notices at once.
 */
public final class WireClient implements SqlClient {
  private static final String DATABASE = "mynah";
  private static final int FLAGS =
      QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
          | QueryExecutor.QUERY_ONESHOT
          | QueryExecutor.QUERY_SUPPRESS_BEGIN
          | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS
          | QueryExecutor.QUERY_NO_BINARY_TRANSFER;

  private final BaseConnection connection;
  private final NoticeListener notices;

  private WireClient(BaseConnection connection, NoticeListener notices) {
    this.connection = connection;
    this.notices = notices;
  }

  /**
   * Connects to a server.
   *
   * @throws DatastoreException when there is none, or it refuses
   */
  public static WireClient connect(ServerAddress address, NoticeListener notices) {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("ApplicationName", "mynah");
    // Encrypted when the server offers it; as libpq, checked when the environment asks for that.
    properties.setProperty("sslmode", environment("PGSSLMODE").orElse("prefer"));
    environment("PGSSLROOTCERT").ifPresent(file -> properties.setProperty("sslrootcert", file));
    properties.setProperty("gssEncMode", "disable");
    address
        .password()
        .or(() -> environment("PGPASSWORD"))
        .ifPresent(password -> properties.setProperty("password", password));
    String url =
        "jdbc:postgresql://%s:%d/%s".formatted(inUrl(address.host()), address.port(), DATABASE);
    try {
      BaseConnection connection =
          DriverManager.getConnection(url, properties).unwrap(BaseConnection.class);
      return new WireClient(connection, notices);
    } catch (SQLException e) {
      throw refused(address, e);
    }
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name));
  }

  /** An IPv6 address stands in brackets in a URL. */
  private static String inUrl(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static DatastoreException refused(ServerAddress address, SQLException cause) {
    String reason =
        message(cause)
            .map(ServerErrorMessage::getMessage)
            .orElse(String.valueOf(cause.getMessage()));
    return new DatastoreException(
            ErrorCode.CONNECTION_FAILURE,
            "no connection to %s port %d".formatted(address.host(), address.port()))
        .withDetail(reason.endsWith(".") ? reason : reason + ".")
        .withCause(cause);
  }

  @Override
  public void run(String statement, Consumer<ClientResult> results) {
    try {
      QueryExecutor executor = connection.getQueryExecutor();
      WireResults received = new WireResults(connection.getEncoding(), results, this::notice);
      executor.execute(executor.createSimpleQuery(statement), null, received, 0, 0, FLAGS);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void notice(ServerErrorMessage message) {
    notices.notice(
        new Notice(
            severity(message.getSeverity()),
            Optional.ofNullable(message.getSQLState()).orElse("00000"),
            Optional.ofNullable(message.getMessage()).orElse(""),
            Optional.ofNullable(message.getDetail()),
            Optional.ofNullable(message.getHint())));
  }

  private static Notice.Severity severity(@Nullable String word) {
    return switch (word == null ? "" : word) {
      case "WARNING" -> Notice.Severity.WARNING;
      case "INFO" -> Notice.Severity.INFO;
      default -> Notice.Severity.NOTICE;
    };
  }

  @Override
  public String copy(String statement, InputStream rows) {
    try {
      return "COPY " + new CopyManager(connection).copyIn(statement, rows);
    } catch (SQLException e) {
      throw failure(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ServerErrorMessage> message(SQLException error) {
    return error instanceof PSQLException fromServer
        ? Optional.ofNullable(fromServer.getServerErrorMessage())
        : Optional.empty();
  }

  private static StatementException failure(SQLException error) {
    if ("0A000".equals(error.getSQLState()) && message(error).isEmpty()) {
      // pgjdbc itself refuses a COPY FROM STDIN that nobody feeds.
      return StatementException.of(CopyRefusal.ofInput());
    }
    return message(error)
        .map(sent ->
            new StatementException(
                Optional.ofNullable(sent.getSeverity()).orElse("ERROR"),
                Optional.ofNullable(sent.getMessage()).orElse(""),
                sent.getDetail(),
                sent.getHint(),
                sent.getPosition(),
                error))
        .orElseGet(() ->
            new StatementException(
                "FATAL", String.valueOf(error.getMessage()), null, null, 0, error));
  }

  @Override
  public void cancel() {
    try {
      connection.cancelQuery();
    } catch (SQLException e) {
      throw new StatementException(
          "ERROR", "the statement could not be cancelled", e.getMessage(), null, 0, e);
    }
  }

  @Override
  public TransactionState transactionState() {
    return switch (connection.getTransactionState()) {
      case IDLE -> TransactionState.IDLE;
      case OPEN -> TransactionState.IN_BLOCK;
      case FAILED -> TransactionState.FAILED;
    };
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StatementException(
          "ERROR", "the connection could not be closed", e.getMessage(), null, 0, e);
    }
  }
}
