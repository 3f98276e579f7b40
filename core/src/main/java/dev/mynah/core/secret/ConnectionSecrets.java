// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets of connections, encrypted by AES-256-GCM (NIST SP 800-38D) under a key file of their
 * own, each bound to its connection's name. Thread-safe.
 */
public final class ConnectionSecrets {
  private static final String FILE = "connections";
  private static final String KEY_FILE = "key";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretFolder folder;

  public ConnectionSecrets(SecretFolder folder) {
    this.folder = folder;
  }

  /** Stores the secret of a connection in place of an earlier one. */
  public void put(String connection, String secret) {
    byte[] nonce = ScramCryptography.random(NONCE_BYTES);
    byte[] sealed =
        cipher(Cipher.ENCRYPT_MODE, nonce, connection, secret.getBytes(StandardCharsets.UTF_8));
    Base64.Encoder base64 = Base64.getEncoder();
    String entry = base64.encodeToString(nonce) + "$" + base64.encodeToString(sealed);
    folder.change(FILE, entries -> entries.put(connection, entry));
  }

  /** Returns the secret of a connection; empty when it has none. */
  public Optional<String> secret(String connection) {
    return Optional.ofNullable(folder.entries(FILE).get(connection))
        .map(entry -> {
          int dollar = entry.indexOf('$');
          Base64.Decoder base64 = Base64.getDecoder();
          byte[] nonce = base64.decode(entry.substring(0, dollar));
          byte[] sealed = base64.decode(entry.substring(dollar + 1));
          return new String(
              cipher(Cipher.DECRYPT_MODE, nonce, connection, sealed), StandardCharsets.UTF_8);
        });
  }

  public void remove(String connection) {
    folder.change(FILE, entries -> entries.remove(connection));
  }

  private byte[] cipher(int mode, byte[] nonce, String connection, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(connection.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a connection's secret cannot be read", e);
    }
  }

  private synchronized byte[] key() {
    Optional<String> stored = folder.read(KEY_FILE);
    if (stored.isPresent()) {
      return Base64.getDecoder().decode(stored.get().strip());
    }
    byte[] key = ScramCryptography.random(KEY_BYTES);
    folder.write(KEY_FILE, Base64.getEncoder().encodeToString(key) + "\n");
    return Arrays.copyOf(key, KEY_BYTES);
  }
}
