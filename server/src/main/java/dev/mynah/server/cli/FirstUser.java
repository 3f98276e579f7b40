// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.Datastore;
import dev.mynah.core.secret.SecretFolder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The superuser that a datastore begins with. The first start gives him a random password, and
 * writes it into {@code secret/pgpass} in the form that PostgreSQL's clients read.
 */
final class FirstUser {
  static final String NAME = "mynah";

  private static final String PGPASS = "pgpass";
  private static final int PASSWORD_BYTES = 24;

  private FirstUser() {}

  /** Gives him a password unless he has one, and returns the file that PGPASSFILE is to name. */
  static Path ensure(Datastore datastore) {
    SecretFolder secrets = datastore.secrets();
    if (datastore.users().verifier(NAME).isEmpty()) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      StringBuilder lines = new StringBuilder();
      for (String host : new String[] {"127.0.0.1", "localhost", "\\:\\:1"}) {
        lines
            .append(host)
            .append(":*:mynah:")
            .append(NAME)
            .append(':')
            .append(password)
            .append('\n');
      }
      // The verifier is written last: without it, the next start makes both again.
      secrets.write(PGPASS, lines.toString());
      datastore.users().setPassword(NAME, password);
    }
    return secrets.path(PGPASS);
  }
}
