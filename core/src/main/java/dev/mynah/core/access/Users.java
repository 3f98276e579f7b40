// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.secret.Passwords;
import dev.mynah.core.secret.ScramVerifier;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/** Who may log in. Thread-safe. */
public final class Users {
  private final RightsCache rights;
  private final Passwords passwords;

  Users(RightsCache rights, Passwords passwords) {
    this.rights = rights;
    this.passwords = passwords;
  }

  /** Makes the users of a datastore. */
  public static Users of(AccessControl control, Passwords passwords) {
    return new Users(control.rights(), passwords);
  }

  /** Returns what is stored of a user's password; empty for one who cannot log in with one. */
  public Optional<ScramVerifier> verifier(String user) {
    return isCurrent(user) ? passwords.verifier(user) : Optional.empty();
  }

  /** Tells whether a user's password and tokens are good for anything now. */
  public boolean isCurrent(String user) {
    return rights
        .current()
        .role(user)
        .filter(Role::canLogIn)
        .filter(role -> role.validUntil().map(Instant.now()::isBefore).orElse(true))
        .isPresent();
  }

  /** Stores a user's password: at the first start, before anybody can. */
  public void setPassword(String user, String password) {
    passwords.put(user, password);
  }

  /**
   * Fails unless the user may begin a session.
   *
   * @param sessions how many he has already
   */
  public void checkLogin(String user, long sessions) {
    Role role =
        rights
            .current()
            .role(user)
            .orElseThrow(() ->
                new DatastoreException(
                    ErrorCode.INVALID_AUTHORIZATION, "role \"%s\" does not exist".formatted(user)));
    if (!role.canLogIn()) {
      throw new DatastoreException(
          ErrorCode.INVALID_AUTHORIZATION,
          "role \"%s\" is not permitted to log in".formatted(user));
    }
    if (role.connectionLimit() >= 0 && sessions >= role.connectionLimit()) {
      throw new DatastoreException(
          ErrorCode.TOO_MANY_CONNECTIONS, "too many connections for role \"%s\"".formatted(user));
    }
  }
}
