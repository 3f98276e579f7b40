// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.tls;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A private key and the certificates that vouch for it.
 *
 * @param chain the key's own certificate first
 */
public record CertifiedKey(PrivateKey key, List<X509Certificate> chain) {
  private static final byte[] PROBE = {1};

  public CertifiedKey {
    chain = List.copyOf(chain);
  }

  /**
   * Reads a key and its certificates, both PEM; the key must not have a password.
   *
   * @throws DatastoreException CONFIG_FILE_ERROR when they cannot be read
   */
  public static CertifiedKey read(Path certificates, Path key) {
    List<X509Certificate> chain = certificates(certificates);
    PrivateKey read = key(key);
    if (!belongsTo(read, chain.getFirst())) {
      throw unreadable("the key in \"%s\" does not belong to the certificate".formatted(key), "");
    }
    return new CertifiedKey(read, chain);
  }

  private static boolean belongsTo(PrivateKey key, X509Certificate certificate) {
    try {
      String scheme =
          switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
          };
      Signature signature = Signature.getInstance(scheme);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static List<X509Certificate> certificates(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(input).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw unreadable("\"%s\" holds no certificate".formatted(file), "");
      }
      return chain;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(
          "the certificate in \"%s\" cannot be read".formatted(file), e.getMessage() + ".");
    }
  }

  /** Reads a private key in any of PEM's forms. */
  static PrivateKey key(Path file) {
    try (Reader reader = Files.newBufferedReader(file);
        PEMParser parser = new PEMParser(reader)) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      Object found = parser.readObject();
      while (found != null) {
        if (found instanceof PrivateKeyInfo info) {
          return converter.getPrivateKey(info);
        }
        if (found instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
        // Other objects, such as the parameters of a curve, may stand before the key.
        found = parser.readObject();
      }
      throw unreadable(
          "\"%s\" holds no private key".formatted(file), "A key must be PEM, without a password.");
    } catch (IOException e) {
      // The parser's own words might quote the key.
      throw unreadable("the key in \"%s\" cannot be read".formatted(file), "");
    }
  }

  private static DatastoreException unreadable(String message, String detail) {
    DatastoreException error = new DatastoreException(ErrorCode.CONFIG_FILE_ERROR, message);
    return detail.isEmpty() ? error : error.withDetail(detail);
  }

  Certificate[] chainArray() {
    return Objects.requireNonNull(chain.toArray(new Certificate[0]));
  }

  /** Tells nothing of the key. */
  @Override
  public String toString() {
    return "key of " + chain.getFirst().getSubjectX500Principal();
  }
}
