// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class EditsTest {
  @Test
  void theFirstOfTwoChangesToAPlaceCounts() {
    Edits edits = new Edits("abcdef");
    edits.replace(2, 4, "XY");
    edits.replace(3, 5, "no");
    edits.replace(0, 1, "A");
    edits.replace(1, 3, "no");
    edits.insert(4, "-");
    edits.replace(4, 6, "EF");
    assertThat(edits.apply()).isEqualTo("AbXY-EF");
  }

  @Test
  void manyChangesInOrderTakeLinearTime() {
    String text = "x".repeat(400_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Edits edits = new Edits(text);
          for (int at = 0; at < text.length(); at += 2) {
            edits.replace(at, at + 1, "y");
          }
          assertThat(edits.apply()).isEqualTo("yx".repeat(text.length() / 2));
        });
  }
}
