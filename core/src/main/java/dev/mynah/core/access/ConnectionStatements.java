// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.secret.ConnectionSecrets;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.ConnectionStatement.CreateConnection;
import dev.mynah.sql.tree.ConnectionStatement.DropConnection;
import dev.mynah.sql.tree.SecurableKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out the statements about connections. A connection's secret goes to the folder of secrets
 * and nowhere else.
 */
public final class ConnectionStatements {
  private final ConnectionSecrets secrets;

  public ConnectionStatements(ConnectionSecrets secrets) {
    this.secrets = secrets;
  }

  public void create(CreateConnection create, SessionAccess access, EngineSession session) {
    access.requireSuperuser("CREATE CONNECTION");
    checkUri(create.uri());
    if (find(session, create.name()).isPresent()) {
      if (!create.orReplace()) {
        throw new DatastoreException(
                ErrorCode.DUPLICATE_OBJECT,
                "connection \"%s\" already exists".formatted(create.name()))
            .withHint("Use CREATE OR REPLACE CONNECTION.");
      }
      CatalogRow.execute(
          session, "DELETE FROM ml._connections WHERE connection_name = $1", create.name());
    }
    CatalogRow.execute(
        session,
        "INSERT INTO ml._connections VALUES ($1, $2, $3, $4, now())",
        create.name(),
        create.uri(),
        create.user().orElse(null),
        access.user());
    create
        .secret()
        .ifPresentOrElse(
            secret -> secrets.put(create.name(), secret), () -> secrets.remove(create.name()));
  }

  /**
   * Drops a connection and its secret.
   *
   * @param say told when there is none and that is allowed
   */
  public void drop(
      DropConnection drop, SessionAccess access, EngineSession session, Consumer<String> say) {
    Optional<String> owner = find(session, drop.name());
    if (owner.isEmpty()) {
      if (drop.ifExists()) {
        say.accept("connection \"%s\" does not exist, skipping".formatted(drop.name()));
        return;
      }
      throw new DatastoreException(
          ErrorCode.UNDEFINED_OBJECT, "connection \"%s\" does not exist".formatted(drop.name()));
    }
    Securable connection = new Securable(SecurableKind.CONNECTION, "", drop.name());
    access.requireOwner(connection);
    CatalogRow.execute(
        session, "DELETE FROM ml._connections WHERE connection_name = $1", drop.name());
    RightsStore.forget(session, connection);
    secrets.remove(drop.name());
  }

  private static Optional<String> find(EngineSession session, String name) {
    List<CatalogRow> rows =
        CatalogRow.query(
            session, "SELECT owner FROM ml._connections WHERE connection_name = $1", name);
    return rows.stream().map(row -> row.text("owner")).findFirst();
  }

  /** An address must not hold a secret, for it is shown. */
  private static void checkUri(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() == null) {
        throw new DatastoreException(
                ErrorCode.INVALID_PARAMETER_VALUE, "the address of a connection must be a URI")
            .withHint("Begin it with https:// or s3://, for instance.");
      }
      String userInfo = uri.getRawUserInfo();
      if (userInfo != null && userInfo.contains(":")) {
        throw new DatastoreException(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "the address of a connection must not hold a password")
            .withHint("Give it with IDENTIFIED BY.");
      }
    } catch (URISyntaxException e) {
      throw new DatastoreException(
          ErrorCode.INVALID_PARAMETER_VALUE, "the address of a connection must be a URI");
    }
  }
}
