// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What learners can be told, by XGBoost's names where it has the same. */
public enum Hyperparameter {
  NUM_ROUND(1, 100_000, "trees a class at most; training ends before when nothing is gained"),
  ETA(1e-4, 1, "share of each tree's answer that is added: smaller steps need more trees"),
  EARLY_STOPPING_ROUNDS(1, 100_000, "rounds without a lower validation loss that end the training"),
  MAX_LEAVES(2, 65_536, "leaves a tree"),
  MAX_DEPTH(1, 64, "cuts on the way to a leaf"),
  MIN_ROWS(1, 1e9, "rows that each leaf keeps"),
  MIN_CHILD_WEIGHT(0, 1e12, "sum of second derivatives that each leaf keeps"),
  GAMMA(0, 1e12, "what a cut must lower the loss by"),
  ALPHA(0, 1e12, "penalty on the absolute value of a leaf"),
  LAMBDA(0, 1e12, "penalty on the square of a leaf, or of a linear model's weights"),
  SUBSAMPLE(1e-4, 1, "share of the rows that each tree is grown on"),
  COLSAMPLE_BYTREE(1e-4, 1, "share of the features that each tree looks at"),
  CAT_SMOOTH(0, 1e9, "how many rows a category needs to be trusted"),
  SPLITS("best,random", "whether every cut is tried, or one drawn for each feature"),
  MONOTONE_CONSTRAINTS(
      "", "per argument 1, 0 or -1: whether the answer may only rise or fall with it"),
  NUM_TREES(1, 100_000, "trees of the forest"),
  FEATURE_SHARE(0, 1, "share of the features that each cut looks at; 0 for the usual one"),
  HIDDEN("", "neurons of the two hidden layers"),
  NEIGHBOURS(1, 10_000, "rows that answer together"),
  TARGET("plain,logarithm", "whether values or their logarithms are learnt"),
  FEATURES("plain,pairs", "whether sums, products and quotients of two features are features, too"),
  ROUNDS(1, 1e9, "found in training: rounds that were kept on average");

  private final OptionalDouble low;
  private final OptionalDouble high;
  private final String choices;
  private final String meaning;

  Hyperparameter(double low, double high, String meaning) {
    this.low = OptionalDouble.of(low);
    this.high = OptionalDouble.of(high);
    this.choices = "";
    this.meaning = meaning;
  }

  Hyperparameter(String choices, String meaning) {
    this.low = OptionalDouble.empty();
    this.high = OptionalDouble.empty();
    this.choices = choices;
    this.meaning = meaning;
  }

  /** Returns the hyperparameter of a name, also one that other programs have for it. */
  public static Optional<Hyperparameter> named(String name) {
    String wanted =
        switch (name.toUpperCase(Locale.ROOT)) {
          case "LEARNING_RATE" -> "ETA";
          case "N_ESTIMATORS", "NUM_BOOST_ROUND" -> "NUM_ROUND";
          case "REG_LAMBDA" -> "LAMBDA";
          case "REG_ALPHA" -> "ALPHA";
          case "MIN_SPLIT_LOSS" -> "GAMMA";
          default -> name.toUpperCase(Locale.ROOT);
        };
    return Arrays.stream(values()).filter(one -> one.name().equals(wanted)).findFirst();
  }

  /** Returns the name as it is printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells whether it can be given, and is not only found. */
  public boolean isGiven() {
    return this != ROUNDS;
  }

  /** Returns the smallest value; empty for words. */
  public OptionalDouble low() {
    return low;
  }

  public OptionalDouble high() {
    return high;
  }

  /** Returns the words that it takes; empty when it takes other values. */
  List<String> choices() {
    return choices.isEmpty() ? List.of() : List.of(choices.split(",", -1));
  }

  /** Returns one line that says what it does. */
  public String meaning() {
    return meaning;
  }
}
