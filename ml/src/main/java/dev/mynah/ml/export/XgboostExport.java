// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.export;

import dev.mynah.ml.automl.Member;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.learner.tree.Tree;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import dev.mynah.ml.preprocess.CategorySource;
import dev.mynah.ml.preprocess.DatePartSource;
import dev.mynah.ml.preprocess.FeatureSource;
import dev.mynah.ml.preprocess.NumberSource;
import dev.mynah.ml.preprocess.TermSource;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes predictors made of boosted trees as XGBoost's JSON. Features are those of {@code
 * ml.model_features}, in that order, less the origin that an attribute names; categories are
 * numbers, their places in the list that an attribute holds.
 */
public final class XgboostExport {
  private final Predictor predictor;
  private final List<Feature> features;
  private final List<String> trees = new ArrayList<>();
  private final List<Integer> outputs = new ArrayList<>();

  private XgboostExport(Predictor predictor) {
    this.predictor = predictor;
    this.features = predictor.encoder().features();
  }

  /**
   * Returns the text of a model.
   *
   * @param name what an error calls it
   * @throws DatastoreException FEATURE_NOT_SUPPORTED when scores of trees do not add up to what the
   *     model answers
   */
  public static String write(Predictor predictor, String name) {
    boolean classifies = !predictor.classes().isEmpty();
    if (classifies && predictor.members().size() > 1) {
      throw refused(
          name, "It mixes the probabilities of several models, where XGBoost adds scores.");
    }
    for (Member member : predictor.members()) {
      if (!(member.model() instanceof TreeEnsemble)) {
        throw refused(name, "XGBoost has boosted trees only, and it is made of others.");
      }
    }
    return new XgboostExport(predictor).json();
  }

  private static DatastoreException refused(String name, String why) {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "model \"%s\" cannot be exported as XGBOOST".formatted(name))
        .withDetail(why)
        .withHint("Export it AS ONNX, or train it with MODEL_TYPE BOOSTED_TREES.");
  }

  private String json() {
    double shift = predictor.calibration().shift();
    for (Member member : predictor.members()) {
      TreeEnsemble ensemble = (TreeEnsemble) member.model();
      double factor = member.weight();
      if (!predictor.classes().isEmpty()) {
        // Both calibrations scale the scores, and shift those of two classes.
        shift += predictor.calibration().scale() * member.calibration().shift();
        factor = predictor.calibration().scale() * member.calibration().scale();
      }
      add(ensemble, factor, predictor.classes().size() == 2 ? shift : 0);
    }
    return "{\"learner\":{\"attributes\":%s,\"feature_names\":%s,\"feature_types\":%s,%s,%s,%s},%s}"
        .formatted(
            attributes(),
            list(features.stream().map(feature -> quoted(feature.name())).toList()),
            list(features.stream().map(f -> f.isCategorical() ? "\"c\"" : "\"float\"").toList()),
            booster(),
            parameters(),
            objective(),
            "\"version\":[3,0,4]");
  }

  /** Adds trees, and for each output a leaf where its sum begins. */
  private void add(TreeEnsemble ensemble, double factor, double shift) {
    int width = ensemble.outputs();
    for (int output = 0; output < width; output++) {
      double base = factor * ensemble.baseScores()[output] + shift;
      addTree(List.of("-1"), List.of("-1"), List.of("2147483647"), new Nodes(base), output);
    }
    for (int index = 0; index < ensemble.trees().size(); index++) {
      Tree tree = ensemble.trees().get(index);
      List<String> left = new ArrayList<>();
      List<String> right = new ArrayList<>();
      String[] parents = new String[tree.nodes()];
      parents[0] = "2147483647";
      for (int node = 0; node < tree.nodes(); node++) {
        boolean leaf = tree.isLeaf(node);
        left.add(leaf ? "-1" : Integer.toString(tree.left()[node]));
        right.add(leaf ? "-1" : Integer.toString(tree.right()[node]));
        if (!leaf) {
          parents[tree.left()[node]] = Integer.toString(node);
          parents[tree.right()[node]] = Integer.toString(node);
        }
      }
      addTree(left, right, List.of(parents), new Nodes(tree, factor, features), index % width);
    }
  }

  private void addTree(
      List<String> left, List<String> right, List<String> parents, Nodes nodes, int output) {
    trees.add(
        ("{%s,\"id\":%d,\"left_children\":%s,\"right_children\":%s,\"parents\":%s,"
                + "\"tree_param\":{\"num_deleted\":\"0\",\"num_feature\":\"%d\","
                + "\"num_nodes\":\"%d\",\"size_leaf_vector\":\"1\"}}")
            .formatted(
                nodes.json(),
                trees.size(),
                list(left),
                list(right),
                list(parents),
                features.size(),
                left.size()));
    outputs.add(output);
  }

  /** What the nodes of a tree ask and answer, as lists. */
  private static final class Nodes {
    private final List<String> conditions = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final List<String> defaults = new ArrayList<>();
    private final List<String> zeros = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();
    private final List<String> categoryNodes = new ArrayList<>();
    private final List<String> segments = new ArrayList<>();
    private final List<String> sizes = new ArrayList<>();

    /** A tree of one leaf. */
    Nodes(double answer) {
      addNode(0, (float) answer, false, false);
    }

    Nodes(Tree tree, double factor, List<Feature> features) {
      for (int node = 0; node < tree.nodes(); node++) {
        if (tree.isLeaf(node)) {
          addNode(0, (float) (factor * tree.value()[node]), false, false);
        } else if (tree.isCategorical(node)) {
          addCategories(tree, node, features.get(tree.feature()[node]).cardinality());
          addNode(tree.feature()[node], 0, true, tree.missingLeft()[node]);
        } else {
          // Here a row goes left up to the threshold, there below it.
          float above = Math.nextUp(tree.threshold()[node]);
          addNode(tree.feature()[node], above, false, tree.missingLeft()[node]);
        }
      }
    }

    /** Those listed go right. */
    private void addCategories(Tree tree, int node, int cardinality) {
      categoryNodes.add(Integer.toString(node));
      segments.add(Integer.toString(categories.size()));
      int before = categories.size();
      for (int category = 0; category < cardinality; category++) {
        if (!tree.goesLeft(node, category)) {
          categories.add(Integer.toString(category));
        }
      }
      sizes.add(Integer.toString(categories.size() - before));
    }

    private void addNode(int feature, float condition, boolean category, boolean missingLeft) {
      conditions.add(Float.toString(Math.min(condition, Float.MAX_VALUE)));
      asked.add(Integer.toString(feature));
      kinds.add(category ? "1" : "0");
      defaults.add(missingLeft ? "1" : "0");
      zeros.add("0.0");
    }

    String json() {
      return ("\"base_weights\":%s,\"loss_changes\":%s,\"sum_hessian\":%s,\"categories\":%s,"
              + "\"categories_nodes\":%s,\"categories_segments\":%s,\"categories_sizes\":%s,"
              + "\"default_left\":%s,\"split_conditions\":%s,\"split_indices\":%s,"
              + "\"split_type\":%s")
          .formatted(
              list(zeros),
              list(zeros),
              list(zeros),
              list(categories),
              list(categoryNodes),
              list(segments),
              list(sizes),
              list(defaults),
              list(conditions),
              list(asked),
              list(kinds));
    }
  }

  private String booster() {
    return ("\"gradient_booster\":{\"model\":{\"gbtree_model_param\":{\"num_parallel_tree\":\"1\","
            + "\"num_trees\":\"%d\"},\"iteration_indptr\":%s,\"tree_info\":%s,\"trees\":%s},"
            + "\"name\":\"gbtree\"}")
        .formatted(
            trees.size(),
            list(rounds()),
            list(outputs.stream().map(output -> Integer.toString(output)).toList()),
            list(trees));
  }

  /** Returns where each round begins, and where the last one ends. */
  private List<String> rounds() {
    int width = predictor.classes().size() > 2 ? predictor.classes().size() : 1;
    List<String> rounds = new ArrayList<>();
    for (int tree = 0; tree <= trees.size(); tree += width) {
      rounds.add(Integer.toString(tree));
    }
    return rounds;
  }

  private String parameters() {
    int classes = predictor.classes().size();
    // What a logistic objective begins with is a probability.
    return ("\"learner_model_param\":{\"base_score\":\"%s\",\"boost_from_average\":\"0\","
            + "\"num_class\":\"%d\",\"num_feature\":\"%d\",\"num_target\":\"1\"}")
        .formatted(classes == 0 ? "0E0" : "5E-1", classes > 2 ? classes : 0, features.size());
  }

  private String objective() {
    return switch (predictor.classes().size()) {
      case 0 ->
          "\"objective\":{\"name\":\"reg:squarederror\","
              + "\"reg_loss_param\":{\"scale_pos_weight\":\"1\"}}";
      case 2 ->
          "\"objective\":{\"name\":\"binary:logistic\","
              + "\"reg_loss_param\":{\"scale_pos_weight\":\"1\"}}";
      default ->
          "\"objective\":{\"name\":\"multi:softprob\",\"softmax_multiclass_param\":{\"num_class\":\"%d\"}}"
              .formatted(predictor.classes().size());
    };
  }

  private String attributes() {
    List<String> all = new ArrayList<>();
    all.add("\"target\":" + quoted(predictor.target().name()));
    all.add("\"classes\":" + quoted(texts(predictor.classes())));
    for (FeatureSource source : predictor.encoder().sources()) {
      switch (source) {
        case CategorySource category ->
            all.add(
                quoted("categories of " + category.name())
                    + ":"
                    + quoted(texts(category.categories())));
        case NumberSource number -> {
          if (number.origin() != 0) {
            all.add(quoted("origin of " + number.name()) + ":\"" + number.origin() + "\"");
          }
        }
        case DatePartSource part -> {}
        case TermSource terms -> {}
      }
    }
    return "{" + String.join(",", all) + "}";
  }

  private static String texts(List<String> values) {
    return list(values.stream().map(XgboostExport::quoted).toList());
  }

  private static String list(List<String> values) {
    return values.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
