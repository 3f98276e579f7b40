// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.tls.CertifiedKey;
import dev.mynah.server.tls.ServerTls;
import dev.mynah.server.tls.TlsFolder;
import dev.mynah.server.tls.TlsMode;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How {@code serve} encrypts.
 *
 * @param selfMade the certificate that clients must be given to check the server; empty when TLS is
 *     off, or somebody else vouches for the server
 */
record ServerKeys(ServerTls tls, Optional<Path> selfMade) {
  /** Reads the named key and certificate, or those in the folder of secrets. */
  static ServerKeys of(TlsMode mode, Path secret, @Nullable Path certificate, @Nullable Path key) {
    if ((certificate == null) != (key == null)) {
      throw new DatastoreException(
          ErrorCode.INVALID_PARAMETER_VALUE,
          "--tls-certificate and --tls-key must be given together");
    }
    if (mode == TlsMode.OFF) {
      return new ServerKeys(ServerTls.off(), Optional.empty());
    }
    if (certificate == null || key == null) {
      TlsFolder folder = new TlsFolder(secret);
      return new ServerKeys(tls(mode, folder.key()), Optional.of(folder.certificateFile()));
    }
    return new ServerKeys(tls(mode, CertifiedKey.read(certificate, key)), Optional.empty());
  }

  private static ServerTls tls(TlsMode mode, CertifiedKey key) {
    return switch (mode) {
      case OFF -> ServerTls.off();
      case ON -> ServerTls.on(key);
      case REQUIRED -> ServerTls.required(key);
    };
  }

  /** Returns what the greeting says of it. */
  String described() {
    String mode =
        switch (tls.mode()) {
          case OFF -> "off";
          case ON -> "offered";
          case REQUIRED -> "required";
        };
    return selfMade
        .map(file -> mode + "; for sslmode=verify-full: sslrootcert=" + file)
        .orElse(mode);
  }
}
