// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.pgjdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tests that are known not to pass, each with its reason. A line has, parted by tabs, how many
 * failures are told, how many tests they stand for, the test and the reason: a class whose set-up
 * fails tells one failure for all its tests. {@code Class#*} stands for all failures of a class.
 * What depends on the machine has the fewest and the most failures, {@code 0-1}.
 */
final class KnownFailures {
  private static final String ALL = "#*";

  private record Entry(int least, int most, int tests, String reason) {
    static Entry of(String failures, String tests, String reason) {
      int sign = failures.indexOf('-');
      return new Entry(
          Integer.parseInt(sign < 0 ? failures : failures.substring(0, sign)),
          Integer.parseInt(failures.substring(sign + 1)),
          Integer.parseInt(tests),
          reason);
    }

    boolean allows(int failures) {
      return least <= failures && failures <= most;
    }
  }

  private final Map<String, Entry> entries = new TreeMap<>();

  private KnownFailures() {}

  /** Reads the list; lines that begin with # are comments. */
  static KnownFailures read(List<String> lines) {
    KnownFailures known = new KnownFailures();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      if (cells.length != 4 || cells[3].isBlank()) {
        throw new IllegalArgumentException("not two numbers, a test and a reason: " + line);
      }
      Entry entry = Entry.of(cells[0], cells[1], cells[3]);
      if (known.entries.put(cells[2], entry) != null) {
        throw new IllegalArgumentException("listed twice: " + cells[2]);
      }
    }
    return known;
  }

  /** Returns what is listed of the classes that were run. */
  KnownFailures of(List<Outcome> outcomes) {
    Set<String> classes =
        outcomes.stream().map(outcome -> classOf(outcome.method())).collect(Collectors.toSet());
    KnownFailures part = new KnownFailures();
    entries.forEach((test, entry) -> {
      if (classes.contains(classOf(test))) {
        part.entries.put(test, entry);
      }
    });
    return part;
  }

  private static String classOf(String test) {
    int end = test.indexOf('#');
    return end < 0 ? test : test.substring(0, end);
  }

  /** Returns how many tests are listed. */
  int total() {
    return entries.values().stream().mapToInt(Entry::tests).sum();
  }

  /** Returns how many tests are listed for each reason. */
  Map<String, Integer> byReason() {
    Map<String, Integer> reasons = new TreeMap<>();
    entries.values().forEach(entry -> reasons.merge(entry.reason(), entry.tests(), Integer::sum));
    return reasons;
  }

  /** Returns where what did not pass differs from the list, a sentence each. */
  List<String> differences(List<Outcome> outcomes) {
    Map<String, List<Outcome>> failed = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome.isFailure()) {
        failed.computeIfAbsent(key(outcome), key -> new ArrayList<>()).add(outcome);
      }
    }
    TreeSet<String> keys = new TreeSet<>(entries.keySet());
    keys.addAll(failed.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      List<Outcome> found = failed.getOrDefault(key, List.of());
      Entry entry = entries.getOrDefault(key, new Entry(0, 0, 0, ""));
      if (!entry.allows(found.size())) {
        differences.add(
            "%s fails %d times, and is listed for %d%s"
                .formatted(
                    key,
                    found.size(),
                    entry.most(),
                    found.isEmpty() ? "" : ": " + found.getFirst().message()));
      }
    }
    return differences;
  }

  private String key(Outcome outcome) {
    String all = classOf(outcome.method()) + ALL;
    return entries.containsKey(all) ? all : outcome.method();
  }
}
