// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.json;

import dev.mynah.core.json.JsonChanges.Change;
import dev.mynah.spi.data.ArrayText;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's operators of jsonb. */
final class JsonOperations {
  private JsonOperations() {}

  /**
   * Carries out an operation that is called by its name.
   *
   * @param argument a document for contains and concat, a text for exists, else the JSON of what
   *     was given: a text, a number, or an array of texts
   * @param value a document, for the operations that put one somewhere
   * @return the result as text, or null for NULL
   */
  static @Nullable String run(String operation, String document, String argument, String value) {
    Object tree = JsonTree.parse(document);
    return switch (operation) {
      case "exists" -> Boolean.toString(hasKey(tree, argument));
      case "exists any" ->
          Boolean.toString(texts(argument).stream().anyMatch(k -> hasKey(tree, k)));
      case "exists all" ->
          Boolean.toString(texts(argument).stream().allMatch(k -> hasKey(tree, k)));
      case "contains" -> Boolean.toString(contains(tree, JsonTree.parse(argument)));
      case "concat" -> JsonTree.write(concat(tree, JsonTree.parse(argument)));
      case "delete" -> JsonTree.write(delete(tree, JsonTree.parse(argument)));
      case "delete path" -> changed(tree, argument, "null", Change.DELETE);
      case "set" -> changed(tree, argument, value, Change.SET);
      case "replace" -> changed(tree, argument, value, Change.REPLACE);
      case "insert" -> changed(tree, argument, value, Change.INSERT_BEFORE);
      case "insert after" -> changed(tree, argument, value, Change.INSERT_AFTER);
      case "get" -> JsonChanges.find(tree, texts(argument)).map(JsonTree::write).orElse(null);
      case "get text" ->
          JsonChanges.find(tree, texts(argument)).map(JsonOperations::text).orElse(null);
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private static @Nullable String text(Object value) {
    return value == JsonTree.NULL
        ? null
        : value instanceof String text ? text : JsonTree.write(value);
  }

  private static String changed(Object tree, String path, String value, Change change) {
    return JsonTree.write(JsonChanges.change(tree, texts(path), JsonTree.parse(value), change));
  }

  /** Reads the JSON of an array, or of an array's text. */
  private static List<String> texts(String json) {
    Object given = JsonTree.parse(json);
    List<?> elements = given instanceof List<?> list ? list : elements(given.toString());
    List<String> texts = new ArrayList<>();
    for (Object element : elements) {
      texts.add(element instanceof String text ? text : String.valueOf(element));
    }
    return texts;
  }

  private static List<?> elements(String text) {
    try {
      return ArrayText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new DatastoreException(
              ErrorCode.INVALID_TEXT_REPRESENTATION,
              "malformed array literal: \"%s\"".formatted(text))
          .withCause(e);
    }
  }

  private static boolean hasKey(Object tree, String key) {
    return switch (tree) {
      case Map<?, ?> object -> object.containsKey(key);
      case List<?> array -> array.contains(key);
      default -> tree.equals(key);
    };
  }

  /** Tells whether a document contains another; an array also contains what is no array. */
  private static boolean contains(Object tree, Object part) {
    boolean isScalar = !(part instanceof Map<?, ?> || part instanceof List<?>);
    return tree instanceof List<?> array && isScalar
        ? array.stream().anyMatch(element -> isSame(element, part))
        : within(tree, part);
  }

  private static boolean within(Object tree, Object part) {
    if (tree instanceof Map<?, ?> object && part instanceof Map<?, ?> parts) {
      return parts.entrySet().stream()
          .allMatch(entry -> {
            Object found = object.get(entry.getKey());
            return found != null && within(found, entry.getValue());
          });
    }
    if (tree instanceof List<?> array && part instanceof List<?> parts) {
      return parts.stream()
          .allMatch(element -> array.stream().anyMatch(found -> within(found, element)));
    }
    return isSame(tree, part);
  }

  private static boolean isSame(Object one, Object other) {
    return one instanceof BigDecimal number && other instanceof BigDecimal same
        ? number.compareTo(same) == 0
        : !(one instanceof Map<?, ?> || one instanceof List<?>) && one.equals(other);
  }

  private static Object concat(Object left, Object right) {
    if (left instanceof Map<?, ?> object && right instanceof Map<?, ?> more) {
      Map<String, Object> both = JsonTree.copy(object);
      both.putAll(JsonTree.copy(more));
      return both;
    }
    List<Object> both = new ArrayList<>(left instanceof List<?> array ? array : List.of(left));
    both.addAll(right instanceof List<?> array ? array : List.of(right));
    return both;
  }

  private static Object delete(Object tree, Object what) {
    if (what instanceof BigDecimal index) {
      if (tree instanceof Map<?, ?>) {
        throw invalid("cannot delete from object using integer index");
      }
      checkHasParts(tree);
      return JsonChanges.change(tree, List.of(index.toPlainString()), JsonTree.NULL, Change.DELETE);
    }
    checkHasParts(tree);
    List<?> keys = what instanceof List<?> list ? list : List.of(what);
    if (tree instanceof Map<?, ?> object) {
      Map<String, Object> rest = JsonTree.copy(object);
      keys.forEach(rest::remove);
      return rest;
    }
    List<Object> rest = new ArrayList<>((List<?>) tree);
    rest.removeIf(element -> element instanceof String && keys.contains(element));
    return rest;
  }

  private static void checkHasParts(Object tree) {
    if (!(tree instanceof Map<?, ?> || tree instanceof List<?>)) {
      throw invalid("cannot delete from scalar");
    }
  }

  private static DatastoreException invalid(String message) {
    return new DatastoreException(ErrorCode.INVALID_PARAMETER_VALUE, message);
  }
}
