// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import dev.mynah.ml.dataset.TextValues;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What texts of several words are known by: the words, and pairs of neighbouring words, that most
 * texts have. Immutable.
 */
public final class Terms {
  /**
   * Terms that one feature of 32 bits tells the presence of: whole numbers up to here are exact.
   */
  public static final int A_FEATURE = 24;

  private static final int MAX_TERMS = 200 * A_FEATURE;

  /** A term of a single text teaches nothing. */
  private static final int MIN_TEXTS = 2;

  /** More of a text is not read. */
  private static final int MAX_WORDS = 2_000;

  private final List<String> terms;
  private final Map<String, Integer> places;

  /** Makes terms of their texts, in the order of their places. */
  public Terms(List<String> terms) {
    this.terms = List.copyOf(terms);
    this.places = HashMap.newHashMap(terms.size());
    for (int place = 0; place < terms.size(); place++) {
      places.put(terms.get(place), place);
    }
  }

  /**
   * Tells whether texts are better known by their words than as categories: most have several, and
   * they are too many to be categories.
   */
  public static boolean fit(TextValues values, int[] rowIndexes) {
    BitSet codes = new BitSet(values.dictionary().size());
    for (int row : rowIndexes) {
      if (!values.isMissing(row)) {
        codes.set(values.codes()[row]);
      }
    }
    int few = Math.min(CategorySource.MAX_CATEGORIES, rowIndexes.length / 2);
    if (codes.cardinality() <= few) {
      return false;
    }
    long several =
        values.dictionary().stream()
            .filter(text -> text.strip().chars().anyMatch(Character::isWhitespace))
            .count();
    return several * 2 > values.dictionary().size();
  }

  /** Learns the terms of some rows. */
  static Terms of(TextValues values, int[] rowIndexes) {
    Map<String, Integer> counts = new HashMap<>();
    for (int row : rowIndexes) {
      if (!values.isMissing(row)) {
        Set<String> own = new HashSet<>();
        each(values.dictionary().get(values.codes()[row]), own::add);
        own.forEach(term -> counts.merge(term, 1, Integer::sum));
      }
    }
    List<String> kept = new ArrayList<>();
    counts.forEach((term, count) -> {
      if (count >= MIN_TEXTS) {
        kept.add(term);
      }
    });
    kept.sort(
        Comparator.comparingInt((String term) -> -counts.getOrDefault(term, 0))
            .thenComparing(Comparator.naturalOrder()));
    return new Terms(kept.subList(0, Math.min(kept.size(), MAX_TERMS)));
  }

  /** Names each word, and each pair of neighbours, of a text. */
  private static void each(String text, Consumer<String> consumer) {
    String lower = text.toLowerCase(Locale.ROOT);
    String before = "";
    int words = 0;
    int place = 0;
    while (place < lower.length() && words < MAX_WORDS) {
      int begin = place;
      while (place < lower.length() && isOfWord(lower.charAt(place))) {
        place++;
      }
      if (place > begin) {
        String word = lower.substring(begin, place);
        consumer.accept(word);
        if (!before.isEmpty()) {
          consumer.accept(before + " " + word);
        }
        before = word;
        words++;
      } else {
        place++;
      }
    }
  }

  private static boolean isOfWord(char character) {
    return Character.isLetterOrDigit(character)
        || Character.isSurrogate(character)
        || character == '\''
        || character == '!'
        || character == '?';
  }

  public List<String> terms() {
    return terms;
  }

  /** Returns how many features tell the presence of all terms. */
  int features() {
    return Math.max(1, Math.ceilDiv(terms.size(), A_FEATURE));
  }

  /** Writes which terms a text has, to the same place of each feature. */
  void encode(String text, float[][] features, int first, int row) {
    BitSet present = new BitSet(terms.size());
    each(
        text,
        term -> {
          Integer place = places.get(term);
          if (place != null) {
            present.set(place);
          }
        });
    int[] bits = new int[features()];
    present.stream().forEach(place -> bits[place / A_FEATURE] |= 1 << place % A_FEATURE);
    IntStream.range(0, bits.length).forEach(part -> features[first + part][row] = bits[part]);
  }
}
