// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/** What a client trusts that was given the server's certificate. */
final class TrustedCertificate {
  private TrustedCertificate() {}

  static KeyStore store(Path certificate) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream input = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(input));
    }
    return store;
  }
}
