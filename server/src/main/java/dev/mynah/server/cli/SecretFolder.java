// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.pgwire.auth.ScramVerifier;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folder {@code secret} of a data folder, which only its owner can enter: {@code users} holds a
 * SCRAM verifier a line, {@code pgpass} the first user's password in the form that PostgreSQL's
 * clients read.
 */
final class SecretFolder {
  /** The one user until there are rights. */
  static final String USER = "mynah";

  private static final int PASSWORD_BYTES = 24;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ENTERS = only("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_READS = only("rw-------");

  private final Path folder;

  private SecretFolder(Path folder) {
    this.folder = folder;
  }

  private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** Opens the folder; at the first start makes it, its user and a random password. */
  static SecretFolder open(Path data) {
    SecretFolder secret = new SecretFolder(data.toAbsolutePath().normalize().resolve("secret"));
    try {
      if (!Files.isDirectory(secret.folder)) {
        Files.createDirectory(secret.folder, OWNER_ENTERS);
      }
      if (!Files.exists(secret.users())) {
        secret.makeUser();
      }
      return secret;
    } catch (IOException e) {
      throw new DatastoreException(
              ErrorCode.IO_ERROR, "the users in \"%s\" could not be kept".formatted(secret.folder))
          .withDetail(e.getMessage() + ".")
          .withCause(e);
    }
  }

  /** The verifier is written last: without it, the next start makes both again. */
  private void makeUser() throws IOException {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    StringBuilder lines = new StringBuilder();
    for (String host : new String[] {"127.0.0.1", "localhost", "\\:\\:1"}) {
      lines.append(host).append(":*:mynah:").append(USER).append(':').append(password).append('\n');
    }
    write(pgpass(), lines.toString());
    write(users(), USER + ":" + ScramVerifier.of(password).text() + "\n");
  }

  private void write(Path file, String text) throws IOException {
    Path draft = Files.createTempFile(folder, "draft-", "", OWNER_READS);
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where other secrets of the server lie. */
  Path folder() {
    return folder;
  }

  private Path users() {
    return folder.resolve("users");
  }

  /** The file that {@code PGPASSFILE} is to name. */
  Path pgpass() {
    return folder.resolve("pgpass");
  }

  /**
   * Returns the verifier of a user; empty for a user that does not exist.
   *
   * @throws DatastoreException when the file cannot be read
   */
  Optional<ScramVerifier> verifier(String user) {
    try {
      Map<String, String> verifiers = new HashMap<>();
      for (String line : Files.readAllLines(users())) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          verifiers.put(line.substring(0, colon), line.substring(colon + 1));
        }
      }
      return Optional.ofNullable(verifiers.get(user)).flatMap(ScramVerifier::parse);
    } catch (IOException e) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "the users could not be read").withCause(e);
    }
  }
}
