// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The engine's functions, sorted by what they can reach; read from {@code functions.txt}. One that
 * stands in no class is refused to everyone but superusers.
 */
public final class FunctionClasses {
  private static final Map<String, Kind> KINDS = read();
  private static final String ANY = "_*";

  private FunctionClasses() {}

  /** What a function can reach. */
  public enum Kind {
    /** Only its arguments. */
    HARMLESS,
    /** A sequence that is named by a text. */
    SEQUENCE,
    /** A table that may be named by a text. */
    INDIRECT,
    /** The server itself. */
    SYSTEM
  }

  /** Returns the class of a function; empty for one that is not sorted here. */
  public static Optional<Kind> of(String function) {
    String name = function.toLowerCase(Locale.ROOT);
    Kind kind = KINDS.get(name);
    for (int end = name.lastIndexOf('_'); kind == null && end > 0; ) {
      kind = KINDS.get(name.substring(0, end) + ANY);
      end = name.lastIndexOf('_', end - 1);
    }
    return Optional.ofNullable(kind);
  }

  private static Map<String, Kind> read() {
    Map<String, Kind> kinds = new HashMap<>();
    Kind kind = Kind.SYSTEM;
    for (String line : text().split("\n", -1)) {
      if (line.startsWith("[")) {
        kind = Kind.valueOf(line.substring(1, line.indexOf(']')).toUpperCase(Locale.ROOT));
      } else if (!line.startsWith("#") && !line.isBlank()) {
        for (String name : line.split(" ", -1)) {
          kinds.put(name.toLowerCase(Locale.ROOT), kind);
        }
      }
    }
    return Map.copyOf(kinds);
  }

  private static String text() {
    try (InputStream in = FunctionClasses.class.getResourceAsStream("functions.txt")) {
      if (in == null) {
        throw new IllegalStateException("functions.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
