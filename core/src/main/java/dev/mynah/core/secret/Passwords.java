// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.secret;

import java.util.Optional;

/**
 * What is stored of the users' passwords: a SCRAM verifier each. Who loses his password, loses his
 * tokens with it. Thread-safe.
 */
public final class Passwords {
  private static final String FILE = "users";

  private final SecretFolder folder;
  private final AccessTokens tokens;

  public Passwords(SecretFolder folder) {
    this.folder = folder;
    this.tokens = new AccessTokens(folder);
  }

  /** Returns what is stored of a user; empty for one without a password. */
  public Optional<ScramVerifier> verifier(String user) {
    return Optional.ofNullable(folder.entries(FILE).get(user)).flatMap(ScramVerifier::parse);
  }

  /**
   * Stores a password.
   *
   * @param password a plain one, or a verifier as a client has made it
   */
  public void put(String user, String password) {
    ScramVerifier verifier =
        ScramVerifier.parse(password).orElseGet(() -> ScramVerifier.of(password));
    folder.change(FILE, entries -> entries.put(user, verifier.text()));
  }

  /** Leaves a user nothing to log in with. */
  public void remove(String user) {
    folder.change(FILE, entries -> entries.remove(user));
    tokens.remove(user);
  }

  /** Gives the password of one name to another. */
  public void rename(String user, String newName) {
    folder.change(
        FILE,
        entries -> {
          String verifier = entries.remove(user);
          if (verifier != null) {
            entries.put(newName, verifier);
          }
        });
    tokens.rename(user, newName);
  }
}
