// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks the source tree: lengths, first lines, stray words, paths and links. */
class TidyTest {
  private static final int MAX_FILE_LINES = 500;
  private static final int MAX_METHOD_LINES = 70;
  private static final String SPDX = "SPDX-License-Identifier: Apache-2.0";
  private static final Set<String> NOT_SOURCES = Set.of("target", ".git", "shared", ".idea");
  private static final Set<String> TEXTS =
      Set.of("java", "md", "sql", "test", "xml", "sh", "properties", "yml", "run", "mynah");

  /** Words that mark what was left for later, unless an issue is named beside them. */
  private static final Pattern STRAY =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b(?!.*#\\d+)");

  /** Paths of somebody's machine. */
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.])/(home|Users|work|workspace|tmp/w|root)/[\\w.-]+");

  private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)#\\s]+)[^)]*\\)");

  private static List<Path> files = List.of();

  @BeforeAll
  static void walk() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        TestTree.root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_SOURCES.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && TEXTS.contains(ending(file))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files = List.copyOf(found);
    assertThat(javaFiles()).hasSizeGreaterThan(100);
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static List<Path> javaFiles() {
    return files.stream().filter(file -> ending(file).equals("java")).toList();
  }

  private static String named(Path file, int line) {
    return TestTree.root().relativize(file) + ":" + line;
  }

  @Test
  void noJavaFileIsLongerThanItMayBe() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : javaFiles()) {
      int lines = Files.readAllLines(file, UTF_8).size();
      if (lines > MAX_FILE_LINES) {
        tooLong.add(named(file, lines));
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void everyJavaFileBeginsWithItsLicence() throws IOException {
    List<String> without = new ArrayList<>();
    for (Path file : javaFiles()) {
      if (!Files.readString(file, UTF_8).startsWith("// " + SPDX + "\n")) {
        without.add(named(file, 1));
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  void noMethodIsLongerThanItMayBe() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> tooLong = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  null,
                  null,
                  manager.getJavaFileObjectsFromPaths(javaFiles()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new LongMethods(unit, positions, tooLong), null);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  /** Collects the methods of a file that are too long. */
  private static final class LongMethods extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> tooLong;

    LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
      this.unit = unit;
      this.positions = positions;
      this.tooLong = tooLong;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      LineMap lines = unit.getLineMap();
      long begin = positions.getStartPosition(unit, method);
      long end = positions.getEndPosition(unit, method);
      // What the compiler adds by itself stands nowhere.
      if (begin >= 0 && end > begin) {
        long first = lines.getLineNumber(begin);
        long length = lines.getLineNumber(end) - first + 1;
        if (length > MAX_METHOD_LINES) {
          tooLong.add(
              "%s has %d lines"
                  .formatted(named(Path.of(unit.getSourceFile().toUri()), (int) first), length));
        }
      }
      return super.visitMethod(method, null);
    }
  }

  @Test
  void nothingIsLeftForLaterWithoutAnIssue() throws IOException {
    assertThat(matches(STRAY)).isEmpty();
  }

  @Test
  void noFileNamesAPathOfSomebodysMachine() throws IOException {
    assertThat(matches(MACHINE_PATH)).isEmpty();
  }

  private static List<String> matches(Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file, UTF_8);
      for (int line = 0; line < lines.size(); line++) {
        Matcher matcher = pattern.matcher(lines.get(line));
        if (matcher.find()) {
          found.add(named(file, line + 1) + ": " + matcher.group());
        }
      }
    }
    return found;
  }

  @Test
  void linksBetweenDocumentsLeadSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path file : files) {
      if (!ending(file).equals("md")) {
        continue;
      }
      List<String> lines = Files.readAllLines(file, UTF_8);
      for (int line = 0; line < lines.size(); line++) {
        Matcher link = LINK.matcher(lines.get(line));
        while (link.find()) {
          String target = link.group(1);
          if (!target.contains(":") && !Files.exists(file.resolveSibling(target))) {
            dead.add(named(file, line + 1) + ": " + target);
          }
        }
      }
    }
    assertThat(dead).isEmpty();
  }
}
