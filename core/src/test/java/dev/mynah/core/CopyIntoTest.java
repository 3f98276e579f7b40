// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyIntoTest {
  private Datastore datastore;
  private TestClient client;

  @BeforeEach
  void open() {
    datastore = Datastore.open(DatastoreOptions.inMemory());
    client = new TestClient(datastore);
  }

  @AfterEach
  void close() {
    client.close();
    datastore.close();
  }

  @Test
  void copiesTextWithEscapesAndNulls() {
    client.run("CREATE TABLE t (a INT, b VARCHAR)");
    assertThat(
            client.copy(
                "COPY t FROM STDIN",
                "1\tx\\ty\n2\t\\",
                "N\n3\t\n4\ta\"b,c\\nd\\\\e\\x41\\101\n\\.\nignored"))
        .isEqualTo("COPY 4");
    assertThat(client.rows("SELECT a, b FROM t ORDER BY a"))
        .containsExactly(
            List.of(1L, "x\ty"),
            Arrays.asList(2L, null),
            List.of(3L, ""),
            List.of(4L, "a\"b,c\nd\\eAA"));
  }

  @Test
  void copiesCsvWithHeaderSkipAndNullText() {
    client.run("CREATE TABLE t (a INT, b VARCHAR)");
    assertThat(
            client.copy(
                "COPY t (b, a) FROM STDIN (FORMAT csv, HEADER true, NULL 'na', SKIP 2)",
                "preamble\nmore\nb,a\nx,1\n\"na\",na\n\"q\"\"r\n",
                "s\",3\n\\.\n"))
        .isEqualTo("COPY 3");
    assertThat(client.rows("SELECT a, b FROM t ORDER BY a NULLS FIRST"))
        .containsExactly(Arrays.asList(null, "na"), List.of(1L, "x"), List.of(3L, "q\"r\ns"));
  }

  @Test
  void aCopyThatFailsStoresNothing() {
    client.run("CREATE TABLE t (a INT, b VARCHAR)");
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> client.copy("COPY t FROM STDIN (FORMAT csv)", "1,x\nzwei,y\n"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEXT_REPRESENTATION);
          assertThat(e.message()).isEqualTo("line 2 of the rows for \"t\" cannot be read");
          assertThat(e.detail().orElse("")).contains("\"a\"").doesNotContain("copy-");
        });
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> client.copy("COPY t FROM STDIN (FORMAT csv)", "1,x,9\n"))
        .matches(e -> e.code() == ErrorCode.BAD_COPY_FILE_FORMAT);
    assertThat(client.rows("SELECT * FROM t")).isEmpty();
  }
}
