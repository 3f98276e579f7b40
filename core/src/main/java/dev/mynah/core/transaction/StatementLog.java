// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a block has carried out so far, up to a limit: beyond it the rest is not kept, and no
 * savepoint that is set later can be returned to. Not thread-safe.
 */
final class StatementLog {
  /** Running more again would take longer than a client expects of ROLLBACK TO. */
  static final int MAX_STATEMENTS = 10_000;

  /** What one session may keep of its parameters and of the data of its COPY statements. */
  static final long MAX_BYTES = 64L << 20;

  private final List<LoggedStatement> statements = new ArrayList<>();
  private long bytes;
  private boolean complete = true;

  void add(LoggedStatement statement) {
    long more = statement.bytes() + fileBytes(statement);
    if (!complete || statements.size() >= MAX_STATEMENTS || bytes + more > MAX_BYTES) {
      complete = false;
      delete(statement);
      return;
    }
    bytes += more;
    statements.add(statement);
  }

  /** Says that something was done that cannot be repeated. */
  void leaveOut() {
    complete = false;
  }

  int size() {
    return statements.size();
  }

  /** Tells whether all that was done is here. */
  boolean isComplete() {
    return complete;
  }

  List<LoggedStatement> statements() {
    return statements;
  }

  /** Forgets all but the first ones, which are complete. */
  void cut(int size) {
    while (statements.size() > size) {
      LoggedStatement last = statements.removeLast();
      bytes -= last.bytes() + fileBytes(last);
      delete(last);
    }
    complete = true;
  }

  private static long fileBytes(LoggedStatement statement) {
    return statement.file().map(StatementLog::sizeOf).orElse(0L);
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // What cannot be looked at cannot be kept either.
      return MAX_BYTES;
    }
  }

  private static void delete(LoggedStatement statement) {
    statement
        .file()
        .ifPresent(file -> {
          try {
            Files.deleteIfExists(file);
          } catch (IOException e) {
            // The temporary folder is emptied when the datastore opens.
            file.toFile().deleteOnExit();
          }
        });
  }
}
