// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.session.Notice;
import dev.mynah.core.session.NoticeListener;

/** Shows notices as psql does; how far a training is, in one line. */
record NoticePrinter(Terminal terminal) implements NoticeListener {
  private static final String TRAINING = "training \"";

  @Override
  public void notice(Notice notice) {
    String line = notice.severity() + ":  " + notice.message();
    if (notice.message().startsWith(TRAINING)) {
      terminal.progress(line);
      return;
    }
    terminal.sayLine(line);
    notice.detail().ifPresent(detail -> terminal.sayLine("DETAIL:  " + detail));
    notice.hint().ifPresent(hint -> terminal.sayLine("HINT:  " + hint));
  }
}
