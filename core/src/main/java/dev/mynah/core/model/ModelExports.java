// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.access.FileGate;
import dev.mynah.core.access.Rights;
import dev.mynah.core.session.Caller;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.export.OnnxExport;
import dev.mynah.ml.export.XgboostExport;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.ModelStatement.ExportModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Carries out EXPORT MODEL: writes a model in another program's format to the export folder. */
public final class ModelExports {
  private final ModelFunctions functions;
  private final FileGate files;

  public ModelExports(ModelFunctions functions, FileGate files) {
    this.functions = functions;
    this.files = files;
  }

  /** Writes the file whole or not at all; one of the same name is replaced. */
  public void export(ExportModel export, Caller caller) {
    ModelEntry entry = Models.require(export.name(), caller);
    caller.access().requireOwner(Rights.model(entry.schema(), entry.name()));
    caller.access().requireFileWriter();
    Path file = fileOf(export);
    Predictor predictor = functions.answering(entry, export.version(), "EXPORT MODEL");
    byte[] bytes =
        switch (export.format()) {
          case ONNX -> OnnxExport.write(predictor, entry.name());
          case XGBOOST ->
              XgboostExport.write(predictor, entry.name()).getBytes(StandardCharsets.UTF_8);
        };
    write(file, bytes, export.file());
    caller.say("wrote %d bytes to \"%s\"".formatted(bytes.length, export.file()));
  }

  private Path fileOf(ExportModel export) {
    try {
      return files.toWrite(export.file());
    } catch (DatastoreException e) {
      throw e.withPosition(export.filePosition());
    }
  }

  private static void write(Path file, byte[] bytes, String name) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      try {
        Files.write(unfinished, bytes);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new DatastoreException(ErrorCode.IO_ERROR, "\"%s\" cannot be written".formatted(name))
          .withHint("Name a file in a folder that exists below the export folder.")
          .withCause(e);
    }
  }
}
