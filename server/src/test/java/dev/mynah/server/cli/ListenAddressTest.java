// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.server.tls.TlsMode;
import dev.mynah.spi.error.DatastoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void letsThisMachineInWithoutConditions(String host) {
    ListenAddress address = ListenAddress.of(host, TlsMode.OFF, true);
    assertThat(address.isLoopback()).isTrue();
    assertThat(address.forHttp()).isEqualTo(address.address());
  }

  @ParameterizedTest
  @CsvSource({"OFF, false", "ON, false", "REQUIRED, true"})
  void letsOthersInOnlyEncryptedAndByPassword(TlsMode tls, boolean trust) {
    assertThatThrownBy(() -> ListenAddress.of("0.0.0.0", tls, trust))
        .isInstanceOf(DatastoreException.class)
        .hasMessage("host \"0.0.0.0\" lets other machines connect");
  }

  @Test
  void keepsWhatIsNotEncryptedOnThisMachine() {
    ListenAddress address = ListenAddress.of("0.0.0.0", TlsMode.REQUIRED, false);
    assertThat(address.forHttp().isLoopbackAddress()).isTrue();
    assertThat(address.fromHere()).isEqualTo("127.0.0.1");
  }
}
