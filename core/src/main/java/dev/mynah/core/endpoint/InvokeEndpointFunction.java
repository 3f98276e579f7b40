// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.endpoint;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import java.util.List;

/**
 * Calls an endpoint, behind Amazon Aurora's {@code CREATE FUNCTION .. ALIAS
 * aws_sagemaker_invoke_endpoint}. The endpoint is looked up when a row is there to call it with. As
 * endpoints cannot be made yet, none is found.
 */
public final class InvokeEndpointFunction implements ScalarFunction {
  @Override
  public Signature signature() {
    return new Signature(
        "aws_sagemaker_invoke_endpoint",
        List.of(
            new Column("endpoint", DataType.TEXT),
            new Column("max_batch_size", DataType.BIGINT),
            new Column("arguments", DataType.TEXT)),
        DataType.TEXT,
        Signature.Volatility.VOLATILE);
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    if (arguments.rows() > 0) {
      String name = arguments.column(0).isNull(0) ? "" : arguments.column(0).textAt(0);
      throw new DatastoreException(
              ErrorCode.UNDEFINED_OBJECT, "endpoint \"%s\" does not exist".formatted(name))
          .withHint(
              "Endpoints cannot be made or reached yet; CREATE MODEL makes a function that answers in this process.");
    }
  }
}
