// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.notification;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import java.util.List;

/** NOTIFY as a function, behind {@code pg_notify(channel, payload)}. */
public final class NotifyFunction implements ScalarFunction {
  private final Channels channels;

  public NotifyFunction(Channels channels) {
    this.channels = channels;
  }

  @Override
  public Signature signature() {
    return new Signature(
        "_mynah_notify",
        List.of(
            new Column("session", DataType.BIGINT),
            new Column("channel", DataType.TEXT),
            new Column("payload", DataType.TEXT)),
        DataType.TEXT,
        Signature.Volatility.VOLATILE);
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    ColumnVector session = arguments.column(0);
    for (int row = 0; row < arguments.rows(); row++) {
      String channel = text(arguments.column(1), row);
      String payload = text(arguments.column(2), row);
      if (!session.isNull(row)) {
        channels.session(session.longAt(row)).ifPresent(own -> own.say(channel, payload));
      }
      result.setText(row, "");
    }
  }

  private static String text(ColumnVector vector, int row) {
    return vector.isNull(row) ? "" : vector.textAt(row);
  }
}
