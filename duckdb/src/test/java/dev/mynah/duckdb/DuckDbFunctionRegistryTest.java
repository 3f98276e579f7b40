// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.FunctionPublication;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import dev.mynah.spi.function.TableFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbFunctionRegistryTest {
  @TempDir Path folder;
  private Engine engine;
  private EngineSession session;

  @BeforeEach
  void open() {
    engine = TestEngine.inMemory(folder);
    session = engine.connect();
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  /** Adds its numeric arguments, NULL counting as 100; fails for a sum below zero. */
  private record Sum(String name, List<Column> parameters) implements ScalarFunction {
    @Override
    public Signature signature() {
      return new Signature(name, parameters, DataType.DOUBLE, Signature.Volatility.IMMUTABLE);
    }

    @Override
    public void apply(ColumnBatch arguments, ColumnWriter result) {
      for (int row = 0; row < arguments.rows(); row++) {
        double sum = 0;
        for (int column = 0; column < arguments.columns(); column++) {
          sum +=
              arguments.column(column).isNull(row) ? 100 : arguments.column(column).doubleAt(row);
        }
        if (sum < 0) {
          throw new DatastoreException(ErrorCode.DATA_EXCEPTION, "sum is negative")
              .withDetail("It is %s.".formatted(sum))
              .withHint("Give larger numbers.");
        }
        result.setDouble(row, sum);
      }
    }
  }

  private static List<Column> doubles(String... names) {
    return Arrays.stream(names).map(name -> new Column(name, DataType.DOUBLE)).toList();
  }

  private void publish(String name, ScalarFunction function, DataType result) {
    engine.functions().install(function);
    engine
        .functions()
        .publication(
            new FunctionPublication(
                "public",
                name,
                function.signature().name(),
                function.signature().parameters(),
                Optional.empty(),
                result))
        .forEach(session::execute);
  }

  @Test
  void isCalledByArgumentsAndByRow() {
    publish("f", new Sum("_m1_v1", doubles("a b", "select")), DataType.DOUBLE);
    session.execute("CREATE TABLE t (other VARCHAR, \"select\" INT, \"a b\" DECIMAL(5,1))");
    session.execute("INSERT INTO t VALUES ('x', 2, 1.5), ('y', NULL, 1)");
    assertThat(
            TestEngine.rows(
                session,
                "SELECT f(t.\"a b\", t.\"select\"), f(t), f(x) FROM t, t x"
                    + " WHERE t.other = x.other ORDER BY t.other"))
        .containsExactly(List.of(3.5, 3.5, 3.5), List.of(101.0, 101.0, 101.0));
  }

  @Test
  void aFunctionOfOneColumnTakesTheValueOrARow() {
    publish("f", new Sum("_m1_v1", doubles("a")), DataType.DOUBLE);
    session.execute("CREATE TABLE t AS SELECT 4 AS a, 5 AS b");
    assertThat(TestEngine.rows(session, "SELECT f(b), f(t) FROM t"))
        .containsExactly(List.of(5.0, 4.0));
  }

  @Test
  void takesAWideRow() {
    String[] names = IntStream.range(0, 300).mapToObj(i -> "c" + i).toArray(String[]::new);
    publish("f", new Sum("_m1_v1", doubles(names)), DataType.DOUBLE);
    session.execute(
        "CREATE TABLE t AS SELECT "
            + Arrays.stream(names).map(n -> "1 AS " + n).collect(Collectors.joining(", ")));
    assertThat(TestEngine.rows(session, "SELECT f(t) FROM t")).containsExactly(List.of(300.0));
  }

  @Test
  void theResultIsCastToTheTypeThatUsersSee() {
    publish("f", new Sum("_m1_v1", doubles("a")), DataType.TEXT);
    assertThat(TestEngine.rows(session, "SELECT f(1.5)")).containsExactly(List.of("1.5"));
  }

  @Test
  void anErrorOfTheFunctionKeepsItsFields() {
    publish("f", new Sum("_m1_v1", doubles("a", "b")), DataType.DOUBLE);
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> TestEngine.rows(session, "SELECT f(-1, -2)"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.DATA_EXCEPTION);
          assertThat(e.message()).isEqualTo("sum is negative");
          assertThat(e.detail()).contains("It is -3.0.");
          assertThat(e.hint()).contains("Give larger numbers.");
        });
  }

  @Test
  void wrongArgumentsAreRefusedByThePublishedName() {
    publish("f", new Sum("_m1_v1", doubles("a", "b")), DataType.DOUBLE);
    session.execute("CREATE TABLE t AS SELECT 1 AS a");
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> session.prepare("SELECT f(1, 2, 3)"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.UNDEFINED_FUNCTION);
          assertThat(e.message()).isEqualTo("function f does not take this number of arguments");
          assertThat(e.hint()).contains("Call it as f(a, b) or f(t).");
        });
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> session.prepare("SELECT f(1, DATE '2020-01-01')"))
        .satisfies(e -> {
          assertThat(e.message()).isEqualTo("function f(integer_literal, date) does not exist");
          assertThat(e.detail()).contains("Its arguments are (a double, b double).");
        });
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> session.prepare("SELECT f(t) FROM t"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.UNDEFINED_COLUMN);
          assertThat(e.message()).isEqualTo("the row has no column \"b\"");
        });
  }

  @Test
  void aRetiredFunctionFailsClearly() {
    Sum function = new Sum("_m1_v1", doubles("a"));
    publish("f", function, DataType.DOUBLE);
    engine.functions().retire(function);
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> TestEngine.rows(session, "SELECT f(1)"))
        .matches(e -> e.code() == ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE);
  }

  @Test
  void aViewFollowsTheSwapOfAFunction() {
    publish("f", new Sum("_m1_v1", doubles("a")), DataType.DOUBLE);
    session.execute("CREATE VIEW v AS SELECT f(1) AS p");
    publish("f", new Sum("_m1_v2", doubles("a", "b")), DataType.DOUBLE);
    session.execute("CREATE OR REPLACE VIEW v AS SELECT f(1, 2) AS p");
    assertThat(TestEngine.rows(session, "SELECT p FROM v")).containsExactly(List.of(3.0));
  }

  @Test
  void aTableFunctionGivesTheRowsOfTheMoment() {
    List<List<@Nullable Object>> live = new ArrayList<>();
    engine
        .functions()
        .install(
            new TableFunction() {
              @Override
              public String name() {
                return "_live";
              }

              @Override
              public List<Column> columns() {
                return List.of(
                    new Column("id", DataType.BIGINT), new Column("phase", DataType.TEXT));
              }

              @Override
              public List<List<@Nullable Object>> rows() {
                return List.copyOf(live);
              }
            });
    session.execute("CREATE VIEW v AS SELECT * FROM _live()");
    assertThat(TestEngine.rows(session, "SELECT * FROM v")).isEmpty();
    for (long id = 0; id < 5000; id++) {
      live.add(Arrays.asList(id, id == 7 ? null : "p"));
    }
    assertThat(TestEngine.rows(session, "SELECT count(*), count(phase), max(id) FROM v"))
        .containsExactly(List.of(5000L, 4999L, 4999L));
  }
}
