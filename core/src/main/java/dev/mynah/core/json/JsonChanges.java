// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.json;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and changes what is at a path of a document; documents themselves stay as they are. */
final class JsonChanges {
  /** What is done where the path ends. */
  enum Change {
    SET,
    /** Sets only what is there. */
    REPLACE,
    INSERT_BEFORE,
    INSERT_AFTER,
    DELETE
  }

  private JsonChanges() {}

  /** Returns what is at the path, if it is there. */
  static Optional<Object> find(Object document, List<String> path) {
    Object found = document;
    for (String key : path) {
      Object next =
          switch (found) {
            case Map<?, ?> object -> object.get(key);
            case List<?> array -> element(array, key);
            default -> null;
          };
      if (next == null) {
        return Optional.empty();
      }
      found = next;
    }
    return Optional.of(found);
  }

  private static @Nullable Object element(List<?> array, String key) {
    try {
      int index = Integer.parseInt(key);
      int place = index < 0 ? array.size() + index : index;
      return place >= 0 && place < array.size() ? array.get(place) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * Changes what is at the path.
   *
   * @param value what is put there; {@link JsonTree#NULL} for DELETE
   */
  static Object change(Object document, List<String> path, Object value, Change change) {
    if (path.isEmpty()) {
      return document;
    }
    if (!(document instanceof Map<?, ?> || document instanceof List<?>)) {
      throw new DatastoreException(
          ErrorCode.INVALID_PARAMETER_VALUE,
          change == Change.DELETE ? "cannot delete path in scalar" : "cannot set path in scalar");
    }
    return changed(document, path, 0, value, change);
  }

  private static Object changed(
      Object document, List<String> path, int level, Object value, Change change) {
    return switch (document) {
      case Map<?, ?> object -> inObject(JsonTree.copy(object), path, level, value, change);
      case List<?> array -> inArray(new ArrayList<>(array), path, level, value, change);
      // The path leads into what has no parts.
      default -> document;
    };
  }

  private static Object inObject(
      Map<String, Object> object, List<String> path, int level, Object value, Change change) {
    String key = path.get(level);
    Object present = object.get(key);
    if (level + 1 < path.size()) {
      if (present != null) {
        object.put(key, changed(present, path, level + 1, value, change));
      }
      return object;
    }
    switch (change) {
      case DELETE -> object.remove(key);
      case SET -> object.put(key, value);
      case REPLACE -> object.replace(key, value);
      case INSERT_BEFORE, INSERT_AFTER -> {
        if (present != null) {
          throw new DatastoreException(
                  ErrorCode.INVALID_PARAMETER_VALUE, "cannot replace existing key")
              .withHint("Try using the function jsonb_set to replace key value.");
        }
        object.put(key, value);
      }
    }
    return object;
  }

  private static Object inArray(
      List<Object> array, List<String> path, int level, Object value, Change change) {
    int index = index(path, level);
    int place = index < 0 ? array.size() + index : index;
    boolean isThere = place >= 0 && place < array.size();
    if (level + 1 < path.size()) {
      if (isThere) {
        array.set(place, changed(array.get(place), path, level + 1, value, change));
      }
      return array;
    }
    int nearest = Math.clamp(place, 0, array.size());
    switch (change) {
      case DELETE -> {
        if (isThere) {
          array.remove(place);
        }
      }
      case SET, REPLACE -> {
        if (isThere) {
          array.set(place, value);
        } else if (change == Change.SET) {
          array.add(nearest, value);
        }
      }
      case INSERT_BEFORE -> array.add(nearest, value);
      case INSERT_AFTER -> array.add(isThere ? place + 1 : nearest, value);
    }
    return array;
  }

  private static int index(List<String> path, int level) {
    try {
      return Integer.parseInt(path.get(level));
    } catch (NumberFormatException e) {
      throw new DatastoreException(
              ErrorCode.INVALID_TEXT_REPRESENTATION,
              "path element at position %d is not an integer: \"%s\""
                  .formatted(level + 1, path.get(level)))
          .withCause(e);
    }
  }
}
