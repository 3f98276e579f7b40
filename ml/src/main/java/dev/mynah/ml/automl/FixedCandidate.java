// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.tree.ForestKind;
import dev.mynah.ml.learner.tree.SplitSearch;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A candidate that is told, and not searched for.
 *
 * @param values only those that differ from the type's defaults
 */
public record FixedCandidate(ModelType type, SequencedMap<Hyperparameter, String> values) {
  private static final int DEFAULT_TREES = 100;
  private static final int DEFAULT_NEIGHBOURS = 20;
  private static final String DEFAULT_HIDDEN = "128-64";

  public FixedCandidate {
    values = new LinkedHashMap<>(values);
    if (type == ModelType.AUTO) {
      throw new IllegalArgumentException("a candidate of no type");
    }
  }

  /**
   * Reads names and values as users write them.
   *
   * @throws DatastoreException INVALID_PARAMETER_VALUE when one is not known, not of this type of
   *     model, or out of its range
   */
  public static FixedCandidate of(ModelType type, Map<String, String> given) {
    SequencedMap<Hyperparameter, String> values = new LinkedHashMap<>();
    given.forEach((name, value) -> values.put(known(name), value));
    FixedCandidate candidate = new FixedCandidate(type, values);
    Recipe recipe = candidate.recipe();
    for (Hyperparameter one : values.keySet()) {
      if (!recipe.hyperparameters().containsKey(one.label())) {
        throw invalid("hyperparameter %s does not fit MODEL_TYPE %s".formatted(one, type));
      }
    }
    return candidate;
  }

  private static Hyperparameter known(String name) {
    return Hyperparameter.named(name)
        .filter(Hyperparameter::isGiven)
        .orElseThrow(() -> {
          List<String> names =
              Arrays.stream(Hyperparameter.values())
                  .filter(Hyperparameter::isGiven)
                  .map(Enum::name)
                  .toList();
          DatastoreException error = invalid("hyperparameter %s is not known".formatted(name));
          return NearestName.of(name, names)
              .map(nearest -> error.withHint("Did you mean %s?".formatted(nearest)))
              .orElse(error);
        });
  }

  /** Makes what trains it. */
  Recipe recipe() {
    Recipe plain =
        switch (type) {
          case BOOSTED_TREES -> boosted();
          case EXTRA_TREES -> forest(ForestKind.EXTRA_TREES);
          case RANDOM_FOREST -> forest(ForestKind.RANDOM_FOREST);
          case LINEAR_LEARNER -> new LinearRecipe(Math.max(number(Hyperparameter.LAMBDA, 1), 1e-9));
          case MLP -> network();
          case KNN -> new NearestRecipe(whole(Hyperparameter.NEIGHBOURS, DEFAULT_NEIGHBOURS));
          case AUTO -> throw new IllegalStateException("a candidate of no type");
        };
    boolean pairs = word(Hyperparameter.FEATURES, "plain").equals("pairs");
    Recipe featured = pairs ? new PairRecipe(plain) : plain;
    boolean logarithm = word(Hyperparameter.TARGET, "plain").equals("logarithm");
    return logarithm ? new LogRecipe(featured) : featured;
  }

  private BoostedRecipe boosted() {
    BoostedRecipe usual = BoostedRecipe.USUAL;
    double eta = number(Hyperparameter.ETA, usual.eta());
    int rounds = whole(Hyperparameter.NUM_ROUND, usual.rounds());
    int patience =
        values.containsKey(Hyperparameter.NUM_ROUND) ? rounds : BoostedRecipe.patience(eta);
    return new BoostedRecipe(
        rounds,
        eta,
        whole(Hyperparameter.EARLY_STOPPING_ROUNDS, patience),
        whole(Hyperparameter.MAX_LEAVES, usual.maxLeaves()),
        whole(Hyperparameter.MAX_DEPTH, usual.maxDepth()),
        whole(Hyperparameter.MIN_ROWS, usual.minRows()),
        number(Hyperparameter.MIN_CHILD_WEIGHT, usual.minChildWeight()),
        number(Hyperparameter.GAMMA, usual.gamma()),
        number(Hyperparameter.ALPHA, usual.alpha()),
        number(Hyperparameter.LAMBDA, usual.lambda()),
        number(Hyperparameter.SUBSAMPLE, usual.subsample()),
        number(Hyperparameter.COLSAMPLE_BYTREE, usual.colsample()),
        number(Hyperparameter.CAT_SMOOTH, usual.catSmooth()),
        word(Hyperparameter.SPLITS, "best").equals("random")
            ? SplitSearch.RANDOM_SPLIT
            : SplitSearch.EVERY_SPLIT,
        constraints(),
        List.of());
  }

  private ForestRecipe forest(ForestKind kind) {
    return new ForestRecipe(
        kind,
        whole(Hyperparameter.NUM_TREES, DEFAULT_TREES),
        whole(Hyperparameter.MIN_ROWS, 1),
        number(Hyperparameter.FEATURE_SHARE, 0));
  }

  private MlpRecipe network() {
    String hidden = values.getOrDefault(Hyperparameter.HIDDEN, DEFAULT_HIDDEN);
    String[] layers = hidden.split("-", -1);
    try {
      int first = Integer.parseInt(layers[0].strip());
      int second = Integer.parseInt(layers.length == 2 ? layers[1].strip() : "x");
      if (first >= 1 && second >= 1 && first <= 4_096 && second <= 4_096) {
        return new MlpRecipe(first, second);
      }
    } catch (NumberFormatException e) {
      throw invalid(Hyperparameter.HIDDEN, hidden, "It takes two numbers of neurons, as '128-64'.");
    }
    throw invalid(Hyperparameter.HIDDEN, hidden, "It takes two numbers of neurons, as '128-64'.");
  }

  /** Returns what each argument of the model is held to; empty when nothing is. */
  private List<Integer> constraints() {
    String text = values.getOrDefault(Hyperparameter.MONOTONE_CONSTRAINTS, "");
    String inner = text.strip();
    if (inner.isEmpty()) {
      return List.of();
    }
    if (inner.startsWith("(") && inner.endsWith(")")) {
      inner = inner.substring(1, inner.length() - 1);
    }
    return Arrays.stream(inner.split(",", -1))
        .map(part ->
            switch (part.strip()) {
              case "1", "+1" -> 1;
              case "0" -> 0;
              case "-1" -> -1;
              default ->
                  throw invalid(
                      Hyperparameter.MONOTONE_CONSTRAINTS,
                      text,
                      "It takes 1, 0 or -1 for each argument of the model, as '(1,0,-1)'.");
            })
        .toList();
  }

  /** Returns how many arguments its constraints are for; 0 without constraints. */
  public int constrained() {
    return type == ModelType.BOOSTED_TREES ? constraints().size() : 0;
  }

  private int whole(Hyperparameter name, int usual) {
    double value = number(name, usual);
    if (value != Math.rint(value)) {
      throw invalid(name, values.getOrDefault(name, ""), "It is a whole number.");
    }
    return (int) value;
  }

  private double number(Hyperparameter name, double usual) {
    String text = values.get(name);
    if (text == null) {
      return usual;
    }
    double low = name.low().orElseThrow();
    double high = name.high().orElseThrow();
    String hint =
        "It is a number from %s to %s.".formatted(Reports.rounded(low), Reports.rounded(high));
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw invalid(name, text, hint);
    }
    throw invalid(name, text, hint);
  }

  private String word(Hyperparameter name, String usual) {
    String text = values.getOrDefault(name, usual).strip().toLowerCase(Locale.ROOT);
    if (!name.choices().contains(text)) {
      throw invalid(name, text, "It is one of %s.".formatted(String.join(", ", name.choices())));
    }
    return text;
  }

  private static DatastoreException invalid(Hyperparameter name, String value, String hint) {
    return invalid("invalid value for %s: \"%s\"".formatted(name, value)).withHint(hint);
  }

  private static DatastoreException invalid(String message) {
    return new DatastoreException(ErrorCode.INVALID_PARAMETER_VALUE, message);
  }
}
