// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TreeFormatTest {
  private static byte[] bytes(TreeEnsemble ensemble) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ensemble.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static TreeEnsemble read(byte[] bytes) throws IOException {
    return TreeEnsemble.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private static TreeEnsemble example() {
    return new TreeEnsemble(new double[] {1, 2}, new RandomTrees(1, 5, true).trees(8, 300));
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    TreeEnsemble written = example();
    TreeEnsemble read = read(bytes(written));
    assertThat(read.baseScores()).containsExactly(1, 2);
    assertThat(read.trees()).usingRecursiveComparison().isEqualTo(written.trees());
    assertThat(bytes(read)).isEqualTo(bytes(written));
  }

  @Test
  void saysWhereInputEndsEarly() throws IOException {
    byte[] whole = bytes(example());
    for (int length = 0; length < whole.length; length += 97) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void refusesAnotherVersion() throws IOException {
    byte[] bytes = bytes(example());
    bytes[3] = 9;
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("trees have format version 9, not 1");
  }

  @Test
  void aFalseCountTakesNoMemory() {
    // Version 1, one output, base 0, one tree of 2^26 nodes, and nothing more.
    ByteBuffer bytes =
        ByteBuffer.allocate(24).putInt(1).putInt(1).putDouble(0).putInt(1).putInt(1 << 26);
    assertThatThrownBy(() -> read(bytes.array())).isInstanceOf(EOFException.class);
  }

  @Test
  void refusesCountsOutOfRange() {
    ByteBuffer outputs = ByteBuffer.allocate(8).putInt(1).putInt(-1);
    assertThatThrownBy(() -> read(outputs.array()))
        .isInstanceOf(IOException.class)
        .hasMessage("trees are damaged: -1 outputs");
    ByteBuffer nodes = ByteBuffer.allocate(24).putInt(1).putInt(1).putDouble(0).putInt(1).putInt(0);
    assertThatThrownBy(() -> read(nodes.array()))
        .isInstanceOf(IOException.class)
        .hasMessage("trees are damaged: 0 nodes");
  }

  @Test
  void refusesAChildThatIsItsOwnParent() {
    ByteBuffer bytes = ByteBuffer.allocate(200).putInt(1).putInt(1).putDouble(0).putInt(1);
    bytes.putInt(3);
    // Inner node: feature, cover, threshold, missing left, left, right, gain, category words.
    bytes.putInt(0).putDouble(1).putFloat(0).put((byte) 0).putInt(0).putInt(2).putDouble(1);
    bytes.putInt(0);
    for (int leaf = 0; leaf < 2; leaf++) {
      bytes.putInt(-1).putDouble(1).putDouble(0);
    }
    assertThatThrownBy(() -> read(bytes.array()))
        .isInstanceOf(IOException.class)
        .hasMessage("trees are damaged: a child comes after its parent and has no other");
  }

  @Test
  void everyDamagedByteEndsInAnIoExceptionOrInAUsableEnsemble() throws IOException {
    byte[] whole =
        bytes(new TreeEnsemble(new double[] {0}, new RandomTrees(2, 3, true).trees(3, 12)));
    Random random = new Random(1);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      try {
        TreeEnsemble ensemble = read(damaged);
        assertThat(ensemble.outputs()).isPositive();
      } catch (IOException refused) {
        assertThat(refused)
            .satisfiesAnyOf(
                e -> assertThat(e).isInstanceOf(EOFException.class),
                e -> assertThat(e.getMessage()).isNotBlank());
      }
    }
  }
}
