// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.sql.tree.CursorStatement.Declare;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A DECLARE CURSOR whose query may have parameters. */
final class PreparedCursor implements PreparedStatement {
  private final ClientSession session;
  private final String text;
  private final Declare declare;
  private final List<DataType> declared;
  private final List<DataType> types;

  PreparedCursor(ClientSession session, String text, Declare declare, List<DataType> declared) {
    this.session = session;
    this.text = text;
    this.declare = declare;
    this.declared = declared;
    this.types = session.router().cursors().parameterTypes(declare, declared);
  }

  @Override
  public List<DataType> parameterTypes() {
    return types;
  }

  @Override
  public Optional<List<Column>> columns() {
    return Optional.empty();
  }

  @Override
  public StatementResult run(List<? extends @Nullable Object> parameters) {
    session.begins(text);
    return session.guarded(
        () -> session.router().declare(declare, declared, parameters, session::failed));
  }

  @Override
  public void close() {}
}
