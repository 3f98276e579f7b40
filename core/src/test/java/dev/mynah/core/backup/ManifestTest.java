// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mynah.core.backup.Manifest.Entry;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final Manifest MANIFEST =
      new Manifest(
          "2026-01-02T03:04:05Z",
          List.of(
              new Entry("mynah.db", 12_288, Checksum.of("a")),
              new Entry("secret/with a blank", 0, Checksum.of(""))));

  private static DatastoreException refusal(String text) {
    return catchThrowableOfType(
        DatastoreException.class, () -> Manifest.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text() {
    return new String(MANIFEST.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    assertThat(Manifest.parse(MANIFEST.bytes())).isEqualTo(MANIFEST);
  }

  @Test
  void aLaterFormatIsRefusedWhateverElseItHolds() {
    DatastoreException error = refusal("mynah-backup 2\nunknown to us\n");
    assertThat(error.code()).isEqualTo(ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE);
    assertThat(error).hasMessage("the backup was written by a later version of this program");
    assertThat(error.detail()).hasValue("Its format is 2; this program reads up to 1.");
  }

  @Test
  void everyOtherByteOfTheManifestIsProtected() {
    byte[] whole = MANIFEST.bytes();
    for (int place = 0; place < whole.length; place++) {
      byte[] changed = whole.clone();
      changed[place] ^= 1;
      assertThat(catchThrowableOfType(DatastoreException.class, () -> Manifest.parse(changed)))
          .as("byte %d", place)
          .isNotNull();
    }
  }

  @Test
  void aManifestWithoutAnEndIsDamaged() {
    assertThat(refusal("").code()).isEqualTo(ErrorCode.DATA_CORRUPTED);
    assertThat(refusal(text().substring(0, text().length() - 1)).code())
        .isEqualTo(ErrorCode.DATA_CORRUPTED);
    assertThat(refusal("mynah-backup x\n").code()).isEqualTo(ErrorCode.DATA_CORRUPTED);
  }
}
