// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

/**
 * The same numbers for the same seed, on every machine and in every version (SplitMix64: <i>Fast
 * Splittable Pseudorandom Number Generators</i>, OOPSLA 2014).
 */
public final class SeededRandom {
  private long state;

  public SeededRandom(long seed) {
    state = seed;
  }

  public long nextLong() {
    state += 0x9e3779b97f4a7c15L;
    long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  /** Returns a number from 0 to {@code bound - 1}. */
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Returns a number in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Returns {@code count} of the numbers below {@code bound}, ascending. */
  public int[] sample(int count, int bound) {
    int[] chosen = new int[count];
    int found = 0;
    for (int i = 0; found < count; i++) {
      if (nextInt(bound - i) < count - found) {
        chosen[found++] = i;
      }
    }
    return chosen;
  }
}
