// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Packages are free of cycles, and nothing points up. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.mynah");

  @Test
  void everyModuleIsLookedAt() {
    Set<String> modules =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.split("\\.", -1)[2])
            .collect(Collectors.toSet());
    assertThat(modules).containsExactlyInAnyOrder("spi", "sql", "ml", "duckdb", "core", "server");
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.mynah.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingPointsUp() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.mynah..")
        .layer("spi")
        .definedBy("dev.mynah.spi..")
        .layer("sql")
        .definedBy("dev.mynah.sql..")
        .layer("ml")
        .definedBy("dev.mynah.ml..")
        .layer("duckdb")
        .definedBy("dev.mynah.duckdb..")
        .layer("core")
        .definedBy("dev.mynah.core..")
        .layer("server")
        .definedBy("dev.mynah.server..")
        .whereLayer("server")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("duckdb")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("core")
        .mayOnlyBeAccessedByLayers("server")
        .whereLayer("ml")
        .mayOnlyBeAccessedByLayers("core", "server")
        .whereLayer("sql")
        .mayOnlyBeAccessedByLayers("core", "server")
        .check(CLASSES);
  }
}
