// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.log;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something worth a line of its own in the log.
 *
 * @param name in snake_case, one for each sort of event
 * @param fields texts, numbers and switches, in the order in which they are written
 */
public record LogEvent(String name, Map<String, Object> fields) {
  public LogEvent {
    fields = new LinkedHashMap<>(fields);
  }

  /** Returns an event without fields. */
  public static LogEvent named(String name) {
    return new LogEvent(name, Map.of());
  }

  /** Returns the event with one more field. */
  public LogEvent with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new LogEvent(name, more);
  }

  @Override
  public String toString() {
    return name + " " + fields;
  }
}
