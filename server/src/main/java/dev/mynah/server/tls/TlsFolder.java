// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.tls;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Set;

/**
 * The server's own key and certificate in a folder of secrets: {@code server.key} and {@code
 * server.crt}, which only their owner can read. Both are made when the key is missing.
 */
public final class TlsFolder {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_READS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;

  public TlsFolder(Path folder) {
    this.folder = folder;
  }

  /** Returns the key, made if there is none. */
  public CertifiedKey key() {
    if (!Files.exists(keyFile())) {
      make();
    }
    return CertifiedKey.read(certificateFile(), keyFile());
  }

  /** Returns the file by which clients know the server: {@code sslrootcert} for psql. */
  public Path certificateFile() {
    return folder.resolve("server.crt");
  }

  private Path keyFile() {
    return folder.resolve("server.key");
  }

  /** The key is written last: without it, the next start makes both again. */
  private void make() {
    try {
      SelfMadeCertificate made = SelfMadeCertificate.make(Instant.now());
      write(certificateFile(), made.certificate());
      write(keyFile(), made.key());
    } catch (IOException | GeneralSecurityException e) {
      throw new DatastoreException(
              ErrorCode.IO_ERROR, "no key for TLS could be made in \"%s\"".formatted(folder))
          .withDetail(e.getMessage() + ".")
          .withHint("Start with --tls off, or name a key with --tls-key and --tls-certificate.")
          .withCause(e);
    }
  }

  private void write(Path file, String text) throws IOException {
    Path draft = Files.createTempFile(folder, "draft-", "", OWNER_READS);
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
