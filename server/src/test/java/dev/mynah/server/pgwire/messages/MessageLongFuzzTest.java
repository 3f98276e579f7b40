// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Searches longer than {@link MessageFuzzTest} for bytes that harm the codec. */
@Tag("nightly")
final class MessageLongFuzzTest {
  @FuzzTest(maxDuration = "4m")
  void readsAnyBytes(byte[] bytes) {
    new MessageFuzzTest().readsAnyBytes(bytes);
  }

  @FuzzTest(maxDuration = "2m")
  void readsAnyStartupPacket(byte[] bytes) {
    new MessageFuzzTest().readsAnyStartupPacket(bytes);
  }
}
