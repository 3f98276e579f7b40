// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class KeptQueriesTest {
  private final List<String> bound = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private Object world = 1;
  private final KeptQueries kept = new KeptQueries(() -> world);

  @Test
  void bindsNoMoreOnceATextWasSentTwice() {
    use("a");
    assertThat(closed).containsExactly("a");
    use("a");
    use("a");
    use("a");
    assertThat(bound).containsExactly("a", "a");
    assertThat(closed).containsExactly("a");
  }

  @Test
  void bindsAgainWhenTheWorldIsAnother() {
    use("a");
    use("a");
    world = 2;
    use("a");
    assertThat(bound).hasSize(3);
    assertThat(closed).hasSize(2);
  }

  @Test
  void keepsNothingThatTheWorldLeftBehindWhileItWasInUse() {
    use("a");
    PreparedQuery inUse = take("a");
    world = 2;
    inUse.close();
    assertThat(closed).hasSize(2);
    PreparedQuery other = take("a");
    kept.forget();
    other.close();
    assertThat(closed).hasSize(3);
  }

  @Test
  void lendsAStatementToOneAtATime() {
    use("a");
    try (PreparedQuery first = take("a");
        PreparedQuery second = take("a")) {
      assertThat(first).isNotSameAs(second);
      assertThat(bound).hasSize(3);
    }
    assertThat(closed).hasSize(2);
  }

  @Test
  void closesOnceWhatIsClosedTwice() {
    use("a");
    PreparedQuery query = take("a");
    query.close();
    query.close();
    kept.forget();
    assertThat(closed).hasSize(2);
  }

  @Test
  void keepsTheLatestFew() {
    for (int round = 0; round < 2; round++) {
      for (int number = 0; number < 40; number++) {
        use("q" + number);
      }
    }
    assertThat(bound.size() - closed.size()).isEqualTo(16);
    kept.forget();
    assertThat(closed).hasSameSizeAs(bound);
  }

  private void use(String text) {
    take(text).close();
  }

  private PreparedQuery take(String text) {
    return kept.take(
        text,
        () -> {
          bound.add(text);
          return new Counted(text, closed);
        });
  }

  private record Counted(String statement, List<String> closed) implements PreparedQuery {
    @Override
    public List<DataType> parameterTypes() {
      return List.of();
    }

    @Override
    public List<Column> columns() {
      return List.of();
    }

    @Override
    public RunningQuery run(List<? extends @Nullable Object> parameters) {
      throw new IllegalStateException("nothing runs here");
    }

    @Override
    public void close() {
      closed.add(statement);
    }
  }
}
