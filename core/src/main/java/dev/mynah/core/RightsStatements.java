// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.access.ConnectionStatements;
import dev.mynah.core.access.GrantStatements;
import dev.mynah.core.access.RoleStatements;
import dev.mynah.core.access.SessionAccess;
import dev.mynah.core.session.Notice;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.core.transaction.WriteQueue;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.ConnectionStatement;
import dev.mynah.sql.tree.ConnectionStatement.CreateConnection;
import dev.mynah.sql.tree.ConnectionStatement.DropConnection;
import dev.mynah.sql.tree.RightsStatement;
import dev.mynah.sql.tree.RightsStatement.AlterRole;
import dev.mynah.sql.tree.RightsStatement.ChangeDefaults;
import dev.mynah.sql.tree.RightsStatement.ChangeMembership;
import dev.mynah.sql.tree.RightsStatement.ChangeOwner;
import dev.mynah.sql.tree.RightsStatement.ChangePrivileges;
import dev.mynah.sql.tree.RightsStatement.CreateRole;
import dev.mynah.sql.tree.RightsStatement.DropOwned;
import dev.mynah.sql.tree.RightsStatement.DropRole;
import dev.mynah.sql.tree.RightsStatement.ReassignOwned;
import dev.mynah.sql.tree.RightsStatement.RenameRole;
import java.util.Optional;

/** Carries out what a session says of users, rights and connections, each in a transaction. */
final class RightsStatements {
  private final SessionState state;
  private final RoleStatements roles;
  private final ConnectionStatements connections;

  RightsStatements(SessionState state, RoleStatements roles, ConnectionStatements connections) {
    this.state = state;
    this.roles = roles;
    this.connections = connections;
  }

  StatementResult execute(RightsStatement statement) {
    SessionAccess access = state.access();
    EngineSession session = state.engine();
    return switch (statement) {
      case CreateRole create -> {
        alone("CREATE ROLE", () -> roles.create(create, access, session));
        yield new Done("CREATE ROLE");
      }
      case AlterRole alter -> {
        alone("ALTER ROLE", () -> roles.alter(alter, access, session));
        yield new Done("ALTER ROLE");
      }
      case RenameRole rename -> {
        alone("ALTER ROLE", () -> roles.rename(rename, access, session));
        yield new Done("ALTER ROLE");
      }
      case DropRole drop -> {
        alone("DROP ROLE", () -> roles.drop(drop, access, session, state.caller()::say));
        yield new Done("DROP ROLE");
      }
      case ChangePrivileges change -> {
        inTransaction(() -> grants().change(change));
        yield new Done(change.grant() ? "GRANT" : "REVOKE");
      }
      case ChangeMembership change -> {
        inTransaction(() -> roles.changeMembership(change, access, session));
        yield new Done(change.grant() ? "GRANT ROLE" : "REVOKE ROLE");
      }
      case ChangeDefaults change -> {
        inTransaction(() -> grants().changeDefaults(change));
        yield new Done("ALTER DEFAULT PRIVILEGES");
      }
      case ChangeOwner change -> {
        inTransaction(() -> grants().changeOwner(change));
        yield new Done(change.command());
      }
      case ReassignOwned reassign -> {
        inTransaction(() -> roles.reassign(reassign, access, session));
        yield new Done("REASSIGN OWNED");
      }
      case DropOwned drop -> {
        inTransaction(() -> roles.dropOwned(drop, access, session));
        yield new Done("DROP OWNED");
      }
    };
  }

  StatementResult execute(ConnectionStatement statement) {
    return switch (statement) {
      case CreateConnection create -> {
        alone(
            "CREATE CONNECTION", () -> connections.create(create, state.access(), state.engine()));
        yield new Done("CREATE CONNECTION");
      }
      case DropConnection drop -> {
        alone(
            "DROP CONNECTION",
            () -> connections.drop(drop, state.access(), state.engine(), state.caller()::say));
        yield new Done("DROP CONNECTION");
      }
    };
  }

  private GrantStatements grants() {
    return new GrantStatements(
        state.access(),
        state.engine(),
        state.settings().searchPath(),
        message ->
            state
                .caller()
                .notices()
                .notice(
                    new Notice(
                        Notice.Severity.WARNING,
                        "01007",
                        message,
                        Optional.empty(),
                        Optional.empty())));
  }

  /** Passwords and secrets lie outside the database, so their statements stand alone. */
  private void alone(String what, Runnable work) {
    if (state.block().isOpen()) {
      throw new DatastoreException(
              ErrorCode.ACTIVE_SQL_TRANSACTION,
              "%s cannot run inside a transaction block".formatted(what))
          .withHint("Send it by itself, in autocommit.");
    }
    inTransaction(work);
  }

  private void inTransaction(Runnable work) {
    if (state.block().isOpen()) {
      state.block().admitDefinition(state.settings(), state.cancel());
      state.block().leavesOut();
      work.run();
      state.access().changedRights();
      return;
    }
    try (WriteQueue.Slot slot = state.block().slot(state.settings(), state.cancel());
        Transaction transaction = state.engine().begin()) {
      work.run();
      transaction.commit();
      slot.committedDefinition();
    } finally {
      state.access().committedRights();
    }
  }
}
