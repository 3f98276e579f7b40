// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/** Counts different numbers, up to a limit. Numbers are given as 64 bits. */
final class DistinctNumbers {
  private long[] slots = new long[64];
  private boolean[] taken = new boolean[64];
  private int count;

  /** Tells whether the number is new. */
  boolean add(long bits) {
    if (count * 2 >= slots.length) {
      grow();
    }
    int slot = slot(bits);
    if (taken[slot]) {
      return false;
    }
    taken[slot] = true;
    slots[slot] = bits;
    count++;
    return true;
  }

  boolean add(double value) {
    return add(Double.doubleToLongBits(value + 0.0));
  }

  int count() {
    return count;
  }

  private int slot(long bits) {
    int mask = slots.length - 1;
    int slot = (int) RowHash.mix(bits) & mask;
    while (taken[slot] && slots[slot] != bits) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldSlots = slots;
    boolean[] oldTaken = taken;
    slots = new long[oldSlots.length * 2];
    taken = new boolean[oldSlots.length * 2];
    for (int index = 0; index < oldSlots.length; index++) {
      if (oldTaken[index]) {
        int slot = slot(oldSlots[index]);
        taken[slot] = true;
        slots[slot] = oldSlots[index];
      }
    }
  }
}
