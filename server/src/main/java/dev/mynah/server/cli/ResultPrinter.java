// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.cli.client.ClientResult;
import dev.mynah.server.cli.table.AlignedFormat;
import dev.mynah.server.cli.table.ExpandedFormat;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Prints what statements give back, as psql does. */
final class ResultPrinter implements Consumer<ClientResult> {
  /** Rows of these are only a part of what was done. */
  private static final Pattern TAG_AFTER_ROWS = Pattern.compile("(INSERT|UPDATE|DELETE|MERGE) .*");

  private final Terminal terminal;
  private boolean expanded;

  ResultPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Changes between one row under the other and one column under the other. */
  boolean toggleExpanded() {
    expanded = !expanded;
    return expanded;
  }

  @Override
  public void accept(ClientResult result) {
    switch (result) {
      case ClientResult.Nothing nothing -> {}
      case ClientResult.Done done -> terminal.printLine(done.tag());
      case ClientResult.Rows rows -> {
        terminal.print(
            expanded ? ExpandedFormat.print(rows.table()) : AlignedFormat.print(rows.table()));
        if (TAG_AFTER_ROWS.matcher(rows.tag()).matches()) {
          terminal.printLine(rows.tag());
        }
      }
    }
  }
}
