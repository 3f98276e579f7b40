// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neighbour;

/** The smallest of many distances, in a heap with the largest of them on top. */
final class Nearest {
  private final float[] distances;
  private final int[] rows;

  Nearest(int count) {
    distances = new float[count];
    rows = new int[count];
  }

  /** Finds the smallest; of equal ones those of the first rows. */
  void find(float[] all) {
    int count = distances.length;
    for (int row = 0; row < count; row++) {
      distances[row] = all[row];
      rows[row] = row;
    }
    for (int index = count / 2 - 1; index >= 0; index--) {
      sink(index);
    }
    for (int row = count; row < all.length; row++) {
      if (all[row] < distances[0]) {
        distances[0] = all[row];
        rows[0] = row;
        sink(0);
      }
    }
  }

  private void sink(int from) {
    int at = from;
    float distance = distances[at];
    int row = rows[at];
    while (2 * at + 1 < distances.length) {
      int child = 2 * at + 1;
      if (child + 1 < distances.length && isFarther(child + 1, distances[child], rows[child])) {
        child++;
      }
      if (!isFarther(child, distance, row)) {
        break;
      }
      distances[at] = distances[child];
      rows[at] = rows[child];
      at = child;
    }
    distances[at] = distance;
    rows[at] = row;
  }

  private boolean isFarther(int index, float distance, int row) {
    return distances[index] > distance || (distances[index] == distance && rows[index] > row);
  }

  float farthest() {
    return distances[0];
  }

  float distance(int index) {
    return distances[index];
  }

  int row(int index) {
    return rows[index];
  }
}
