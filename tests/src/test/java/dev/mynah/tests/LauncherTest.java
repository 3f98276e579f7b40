// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JDK the script {@code mynah} takes; made-up ones print their version and their words. */
class LauncherTest {
  /** Newer than any that the machine of a test may have. */
  private static final int NEWEST = 998;

  @TempDir private Path folder = Path.of("");
  private Path program = Path.of("");

  @BeforeEach
  void installABuiltProgramWithoutSources() throws IOException {
    Path root = Files.createDirectories(folder.resolve("a program"));
    Files.createDirectories(root.resolve("server/target/mynah"));
    Files.createFile(root.resolve("server/target/mynah/stamp"));
    program = Files.copy(TestTree.root().resolve("mynah"), root.resolve("mynah"));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void takesJavaHomeWhenItIsNewEnough() throws Exception {
    jdk(".jdks/newest", Integer.toString(NEWEST));
    Path home = jdk("own", "21.0.2");
    assertThat(start(Map.of("JAVA_HOME", home.toString()))).startsWith("Java 21.0.2 ");
  }

  @Test
  void takesTheNewestWhenJavaHomeIsTooOld() throws Exception {
    jdk(".jdks/newer", Integer.toString(NEWEST - 1));
    jdk(".sdkman/candidates/java/newest", NEWEST + ".0.1");
    Path home = jdk("own", "17.0.9");
    assertThat(start(Map.of("JAVA_HOME", home.toString()))).startsWith("Java 998.0.1 ");
  }

  @Test
  void readsTheVersionsOfJava8ForWhatTheyAre() throws Exception {
    jdk(".jdks/newest", Integer.toString(NEWEST));
    Path home = jdk("own", "1.8.0_402");
    assertThat(start(Map.of("JAVA_HOME", home.toString()))).startsWith("Java 998 ");
  }

  @Test
  void passesOnOptionsAndWordsAsTheyAre() throws Exception {
    jdk(".jdks/newest", Integer.toString(NEWEST));
    assertThat(start(Map.of("MYNAH_JAVA_OPTS", "-Xmx1g -Done=1"), "run", "my file.sql"))
        .contains("[-Xmx1g][-Done=1][-jar]", "mynah-server.jar][run][my file.sql]");
  }

  @Test
  void findsItsFolderThroughALink() throws Exception {
    jdk(".jdks/newest", Integer.toString(NEWEST));
    program = Files.createSymbolicLink(folder.resolve("link"), Path.of("a program/mynah"));
    assertThat(start(Map.of()))
        .contains("[" + folder.toRealPath().resolve("a program/server/target/mynah/lib"));
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf 'Java " + version + " '; printf '[%s]' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private String start(Map<String, String> environment, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
