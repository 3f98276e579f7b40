// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.script;

import java.util.List;

/**
 * A {@code .test} file.
 *
 * @param dataSets the sets of data that it needs
 * @param needsSimpleProtocol whether it makes sense only as simple queries
 */
public record TestFile(
    String name, List<String> dataSets, boolean needsSimpleProtocol, List<TestRecord> records) {
  public TestFile {
    dataSets = List.copyOf(dataSets);
    records = List.copyOf(records);
  }

  /** Whether it kills the datastore, which then needs a process of its own. */
  public boolean kills() {
    return records.stream().anyMatch(record -> record.action() instanceof Action.Kill);
  }
}
