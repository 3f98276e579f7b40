// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

/**
 * The different features that were asked about on the way to a node, each with the share of rows
 * that go on when it is not known and whether this row does when it is. Beside them stand the
 * weights of all sets of them by size, which is what makes the sum over all sets quick.
 */
final class Path {
  /** No feature, no place. */
  static final int NONE = -1;

  private final int[] features;
  private final double[] zeros;
  private final double[] ones;
  private final double[] weights;
  private int length;

  /** Makes an empty path with room for so many places. */
  Path(int capacity) {
    features = new int[capacity];
    zeros = new double[capacity];
    ones = new double[capacity];
    weights = new double[capacity];
  }

  private Path(Path from) {
    features = from.features.clone();
    zeros = from.zeros.clone();
    ones = from.ones.clone();
    weights = from.weights.clone();
    length = from.length;
  }

  int length() {
    return length;
  }

  int feature(int place) {
    return features[place];
  }

  double zero(int place) {
    return zeros[place];
  }

  double one(int place) {
    return ones[place];
  }

  /** Returns where a feature stands, or {@link #NONE}. */
  int find(int feature) {
    for (int place = 1; place < length; place++) {
      if (features[place] == feature) {
        return place;
      }
    }
    return NONE;
  }

  /** Returns a path that is longer by a feature. */
  Path extended(double zero, double one, int feature) {
    Path path = new Path(this);
    int last = path.length++;
    path.features[last] = feature;
    path.zeros[last] = zero;
    path.ones[last] = one;
    path.weights[last] = last == 0 ? 1 : 0;
    for (int place = last - 1; place >= 0; place--) {
      path.weights[place + 1] += one * path.weights[place] * (place + 1) / (last + 1);
      path.weights[place] = zero * path.weights[place] * (last - place) / (last + 1);
    }
    return path;
  }

  /** Returns the path without the feature at a place: undoes {@link #extended}. */
  Path unwound(int place) {
    Path path = new Path(this);
    int last = --path.length;
    double one = ones[place];
    double zero = zeros[place];
    double next = weights[last];
    for (int index = last - 1; index >= 0; index--) {
      if (one != 0) {
        double own = path.weights[index];
        path.weights[index] = next * (last + 1) / ((index + 1) * one);
        next = own - path.weights[index] * zero * (last - index) / (last + 1);
      } else {
        path.weights[index] = path.weights[index] * (last + 1) / (zero * (last - index));
      }
    }
    for (int index = place; index < last; index++) {
      path.features[index] = features[index + 1];
      path.zeros[index] = zeros[index + 1];
      path.ones[index] = ones[index + 1];
    }
    return path;
  }

  /** Returns the sum of the weights of the path without the feature at a place. */
  double unwoundSum(int place) {
    int last = length - 1;
    double one = ones[place];
    double zero = zeros[place];
    double next = weights[last];
    double sum = 0;
    for (int index = last - 1; index >= 0; index--) {
      if (one != 0) {
        double own = next * (last + 1) / ((index + 1) * one);
        sum += own;
        next = weights[index] - own * zero * (last - index) / (last + 1);
      } else if (zero != 0) {
        sum += weights[index] / (zero * (last - index) / (last + 1));
      }
    }
    return sum;
  }
}
