// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No server is started: every run here ends with an error, or with help. */
final class ServerPropertiesTest {
  @TempDir private Path folder = Path.of("");

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("mynah.properties"), text);
  }

  private CommandRun serve(String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "serve";
    arguments[1] = "--data=" + folder;
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CommandRun.of("", arguments);
  }

  @Test
  void areReadFromTheDataFolder() throws IOException {
    file("# ours\nport = 70000\n");
    assertThat(serve().err()).contains("--port takes a number from 0 to 65535, not 70000");
  }

  @Test
  void giveWayToTheCommandLine() throws IOException {
    file("port=70000\nmax-connections=0\n");
    assertThat(serve("--port", "0").err())
        .contains("--max-connections takes a number from 1, not 0");
  }

  @Test
  void areReadFromAnotherFileInstead() throws IOException {
    file("port=70000\n");
    Path other = Files.writeString(folder.resolve("other"), "port=80000\n");
    assertThat(serve("--config", other.toString()).err()).contains("not 80000");
  }

  @ParameterizedTest
  @CsvSource({"trust,true", "prot,1", "data,x", "fault-file,x", "PORT,1"})
  void refuseUnknownKeys(String key, String value) throws IOException {
    Path file = file(key + "=" + value + "\n");
    CommandRun run = serve();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("unknown key \"%s\" in \"%s\"".formatted(key, file), "The keys are host, http.");
  }

  @Test
  void mustBeThereWhenTheyAreNamed() {
    Path missing = folder.resolve("missing");
    CommandRun run = serve("--config=" + missing);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("file \"%s\" cannot be read".formatted(missing));
  }

  @ParameterizedTest
  @CsvSource({
    "port,many,--port",
    "http.port,99999,--http-port",
    "tls.mode,maybe,--tls",
    "log.min-duration,soon,--log-min-duration",
    "log.target,printer,--log",
    "host,192.0.2.1,192.0.2.1",
    "stop-timeout,-1,--stop-timeout"
  })
  void areCheckedAsOptionsAre(String key, String value, String named) throws IOException {
    file(key + "=" + value + "\n");
    CommandRun run = serve();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(named);
  }

  @Test
  void leaveOtherCommandsAlone() throws IOException {
    file("prot=1\n");
    assertThat(CommandRun.of("", "token", "--help").code()).isZero();
  }
}
