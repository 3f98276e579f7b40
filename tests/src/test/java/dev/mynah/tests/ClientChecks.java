// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a client's suite tried.
 *
 * @param client as the documentation calls it
 * @param failed the names of those that did not work
 */
record ClientChecks(String client, List<String> names, Set<String> failed) {
  private static final String PAGE = "docs/reference/client-checks.md";

  /** Reads a suite's output, whose lines end with ok or say what failed. */
  static ClientChecks read(String client, List<String> lines) {
    List<String> names =
        lines.stream()
            .filter(line -> line.endsWith(" ok") || line.indexOf(" FAIL") > 0)
            .map(line -> line.replaceFirst(" (ok|FAIL).*$", ""))
            .toList();
    Set<String> failed =
        lines.stream()
            .filter(line -> line.indexOf(" FAIL") > 0)
            .map(line -> line.substring(0, line.indexOf(" FAIL")))
            .collect(Collectors.toCollection(TreeSet::new));
    return new ClientChecks(client, names, failed);
  }

  /**
   * Fails unless the documentation has just these results; the message shows what it should say.
   */
  void areDocumented() throws IOException {
    assertThat(Files.readString(TestTree.root().resolve(PAGE))).as(PAGE).contains(section());
  }

  private String section() {
    String works =
        names.stream()
            .filter(name -> !failed.contains(name))
            .map(name -> '`' + name + '`')
            .collect(Collectors.joining(", "));
    String section =
        "## %s: %d of %d%n%s.%n"
            .formatted(client, names.size() - failed.size(), names.size(), works);
    return failed.isEmpty()
        ? section
        : section + "%nNot: `%s`.%n".formatted(String.join("`, `", failed));
  }
}
