// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.spi.error.DatastoreException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertifiedKeyTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void isMadeOnceAndOnlyItsOwnerCanReadIt() throws Exception {
    TlsFolder secrets = new TlsFolder(folder);
    CertifiedKey made = secrets.key();
    assertThat(new TlsFolder(folder).key()).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("server.key"))))
        .isEqualTo("rw-------");
    made.chain().getFirst().checkValidity();
    assertThat(made.chain().getFirst().getNotAfter().toInstant())
        .isAfter(Instant.now().plus(3600, ChronoUnit.DAYS));
    assertThat(made.chain().getFirst().getBasicConstraints()).isEqualTo(-1);
    assertThat(String.valueOf(made.chain().getFirst().getSubjectAlternativeNames()))
        .contains("localhost", "127.0.0.1");
    assertThat(made.toString()).doesNotContain("PRIVATE");
  }

  @Test
  void isMadeAgainWhenTheFirstStartWasKilledBeforeTheKey() throws IOException {
    new TlsFolder(folder).key();
    Files.delete(file("server.key"));
    assertThat(new TlsFolder(folder).key().chain()).hasSize(1);
  }

  @Test
  void isReadInTheOlderFormOfPem() throws IOException, GeneralSecurityException {
    PrivateKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    String text = pem(rsa);
    assertThat(text).contains("BEGIN RSA PRIVATE KEY");
    assertThat(CertifiedKey.key(Files.writeString(file("rsa.key"), text))).isEqualTo(rsa);
  }

  @Test
  void isRefusedWhenTheKeyBelongsToAnotherCertificate() throws Exception {
    new TlsFolder(folder).key();
    PrivateKey other = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    refuses(other, "does not belong to the certificate");
    PrivateKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    refuses(rsa, "does not belong to the certificate");
  }

  private void refuses(PrivateKey key, String message) throws IOException {
    Path written = Files.writeString(file("other.key"), pem(new JcaPKCS8Generator(key, null)));
    assertThatThrownBy(() -> CertifiedKey.read(file("server.crt"), written))
        .isInstanceOf(DatastoreException.class)
        .hasMessageContaining(message);
  }

  @Test
  void saysWhatIsWrongWithAFileAndQuotesNothingOfIt() throws IOException {
    new TlsFolder(folder).key();
    Path broken =
        Files.writeString(
            file("broken.key"),
            "-----BEGIN PRIVATE KEY-----\nc2VjcmV0LXNlY3JldA==\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(() -> CertifiedKey.read(file("server.crt"), broken))
        .isInstanceOf(DatastoreException.class)
        .hasMessageContaining("the key in \"" + broken + "\" cannot be read")
        .hasMessageNotContaining("c2VjcmV0");
    assertThatThrownBy(() -> CertifiedKey.read(file("server.crt"), file("none.key")))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> CertifiedKey.read(broken, file("server.key")))
        .hasMessageContaining("the certificate in");
    Path empty = Files.writeString(file("empty.key"), "");
    assertThatThrownBy(() -> CertifiedKey.read(file("server.crt"), empty))
        .hasMessageContaining("holds no private key");
    assertThatThrownBy(() -> CertifiedKey.read(empty, file("server.key")))
        .hasMessageContaining("holds no certificate");
  }

  private static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}
