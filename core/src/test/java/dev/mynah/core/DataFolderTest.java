// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path folder;

  private Datastore open() {
    return Datastore.open(DatastoreOptions.onDisk(folder.resolve("data")));
  }

  @Test
  void onlyTheOwnerCanEnterANewFolder() throws IOException {
    open().close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aSecondOpeningIsToldWhichProcessHasTheFolder() {
    try (Datastore first = open()) {
      assertThat(first.importFolder()).exists();
      DatastoreException error = catchThrowableOfType(DatastoreException.class, this::open);
      assertThat(error.code()).isEqualTo(ErrorCode.OBJECT_IN_USE);
      assertThat(error).hasMessage("the data folder is in use by another process");
      assertThat(error.detail())
          .hasValue("Process %d has it open.".formatted(ProcessHandle.current().pid()));
    }
    open().close();
  }

  @Test
  void aFolderOfALaterVersionIsRefusedAndLeftAsItIs() {
    try (Datastore datastore = open();
        TestClient client = new TestClient(datastore)) {
      client.run("CREATE TABLE t (a INTEGER)");
    }
    LaterVersion.mark(folder.resolve("data/mynah.db"));
    DatastoreException error = catchThrowableOfType(DatastoreException.class, this::open);
    assertThat(error.code()).isEqualTo(ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE);
    assertThat(error.detail()).hasValue("Its format is 99; this program reads up to 3.");
    assertThat(LaterVersion.hasItsViews(folder.resolve("data/mynah.db"))).isFalse();
  }
}
