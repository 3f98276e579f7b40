// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says an error of loading the spooled file as one of the COPY that the client sent. */
final class CopyErrors {
  private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
  private static final Pattern REASON =
      Pattern.compile(
          "(Error when converting column [^.\\n]*|Expected Number of Columns: \\d+"
              + " Found: \\d+|Value with unterminated quote[^.\\n]*|Could not convert string [^\\n]*?)"
              + "(?=\\.| Column| Possible|$)");

  private CopyErrors() {}

  static DatastoreException explain(DatastoreException error, CopyFromStdin copy, Path file) {
    String text = error.message() + " " + error.detail().orElse("");
    Matcher line = LINE.matcher(text);
    if (!line.find()) {
      return text.contains(file.toString())
          ? new DatastoreException(
              error.code(), "the rows for \"%s\" cannot be read".formatted(copy.table()))
          : error.withPosition(DatastoreException.NO_POSITION);
    }
    Matcher reason = REASON.matcher(text);
    String what = reason.find() ? reason.group(1) : "The line cannot be read";
    return new DatastoreException(
            what.contains("convert")
                ? ErrorCode.INVALID_TEXT_REPRESENTATION
                : ErrorCode.BAD_COPY_FILE_FORMAT,
            "line %s of the rows for \"%s\" cannot be read".formatted(line.group(1), copy.table()))
        .withDetail(what + ".")
        .withHint("No row was stored.");
  }
}
