// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.automl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A program beside ours, run as a process of its own on files of training and test rows. */
final class Peer {
  /**
   * What a program answered.
   *
   * @param loss log loss of classes, or root mean squared error
   */
  record Outcome(double loss, double wallSeconds, double processorSeconds) {}

  private static final int MAX_MINUTES = 10;

  private final String script;
  private final List<String> launcher;
  private final List<String> limit;

  /**
   * Makes a program.
   *
   * @param script a resource beside this class
   * @param launcher what runs it, without the script
   * @param limit arguments between the kind of the target and the file of the answers
   */
  Peer(String script, List<String> launcher, List<String> limit) {
    this.script = script;
    this.launcher = launcher;
    this.limit = limit;
  }

  Outcome run(PeerFiles files, Path folder) throws IOException, InterruptedException {
    Path answers = folder.resolve("answers.csv");
    Files.deleteIfExists(answers);
    List<String> command = new ArrayList<>(launcher);
    command.add(unpacked(folder).toString());
    command.addAll(
        List.of(
            files.training().toString(),
            files.test().toString(),
            files.target(),
            files.isClasses() ? "classes" : "number"));
    command.addAll(limit);
    command.add(answers.toString());
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(output);
    String took =
        lines.stream()
            .filter(line -> line.startsWith("TOOK "))
            .findFirst()
            .orElseThrow(() -> new IOException(script + " failed: " + String.join("\n", lines)));
    if (!ended || !Files.exists(answers)) {
      throw new IOException(script + " did not end: " + String.join("\n", lines));
    }
    String[] seconds = took.split(" ", -1);
    return new Outcome(
        files.lossOf(answers), Double.parseDouble(seconds[1]), Double.parseDouble(seconds[2]));
  }

  private Path unpacked(Path folder) throws IOException {
    Path file = folder.resolve(script);
    try (InputStream resource = Objects.requireNonNull(Peer.class.getResourceAsStream(script))) {
      Files.write(file, resource.readAllBytes());
    }
    return file;
  }
}
