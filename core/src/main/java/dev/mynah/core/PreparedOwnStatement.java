// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.BackupStatement;
import dev.mynah.sql.tree.ChannelStatement;
import dev.mynah.sql.tree.ConnectionStatement;
import dev.mynah.sql.tree.CopyStatement;
import dev.mynah.sql.tree.CursorStatement;
import dev.mynah.sql.tree.DoBlock;
import dev.mynah.sql.tree.EmptyStatement;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.JobStatement;
import dev.mynah.sql.tree.ModelStatement;
import dev.mynah.sql.tree.RightsStatement;
import dev.mynah.sql.tree.SessionStatement;
import dev.mynah.sql.tree.Statement;
import dev.mynah.sql.tree.UnsupportedStatement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that the engine does not know; it has no parameters. */
final class PreparedOwnStatement implements PreparedStatement {
  private final ClientSession session;
  private final String text;
  private final Statement statement;

  PreparedOwnStatement(ClientSession session, String text, Statement statement) {
    this.session = session;
    this.text = text;
    this.statement = statement;
  }

  @Override
  public List<DataType> parameterTypes() {
    return List.of();
  }

  @Override
  public Optional<List<Column>> columns() {
    return switch (statement) {
      case ModelStatement own -> StatementExecutor.columns(own);
      case JobStatement own -> StatementExecutor.columns(own);
      case SessionStatement own -> SessionStatements.columns(own);
      case RightsStatement s -> Optional.empty();
      case ConnectionStatement s -> Optional.empty();
      case ChannelStatement s -> Optional.empty();
      case CursorStatement own -> session.columns(own);
      case EngineStatement s -> Optional.empty();
      case CopyStatement s -> Optional.empty();
      case BackupStatement s -> Optional.empty();
      case DoBlock s -> Optional.empty();
      case EmptyStatement s -> Optional.empty();
      case UnsupportedStatement s -> Optional.empty();
    };
  }

  @Override
  public StatementResult run(List<? extends @Nullable Object> parameters) {
    if (!parameters.isEmpty()) {
      throw new DatastoreException(
          ErrorCode.PROTOCOL_VIOLATION,
          "bind message supplies %d parameters, but the statement requires 0"
              .formatted(parameters.size()));
    }
    session.begins(text);
    return session.guarded(() -> session.run(statement));
  }

  @Override
  public void close() {}
}
