// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import java.util.Arrays;

/**
 * Who shares an answer: features that are known or unknown together, such as the parts of a date,
 * are one player.
 *
 * @param ofFeature the player of each feature, from 0
 */
public record Players(int[] ofFeature) {
  public Players {
    ofFeature = ofFeature.clone();
  }

  /** Makes every feature a player. */
  public static Players each(int features) {
    int[] players = new int[features];
    Arrays.setAll(players, feature -> feature);
    return new Players(players);
  }

  public int count() {
    return Arrays.stream(ofFeature).max().orElse(-1) + 1;
  }
}
