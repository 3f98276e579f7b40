// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes to a text, each in a place of its own. */
public final class Edits {
  private record Edit(int start, int end, String text) {}

  private final String text;
  private final List<Edit> edits = new ArrayList<>(0);

  /** No edit reaches farther, so that what comes in order need not be compared with all. */
  private int farthest;

  Edits(String text) {
    this.text = text;
  }

  boolean isEmpty() {
    return edits.isEmpty();
  }

  /** Puts other words in the place of these tokens and what is between them. */
  void replace(Token first, Token last, String replacement) {
    replace(first.start(), last.end(), replacement);
  }

  void replace(int start, int end, String replacement) {
    boolean overlaps =
        start < farthest && edits.stream().anyMatch(edit -> start < edit.end && edit.start < end);
    if (!overlaps) {
      edits.add(new Edit(start, end, replacement));
      farthest = Math.max(farthest, end);
    }
  }

  void remove(Token first, Token last) {
    replace(first, last, "");
  }

  void insert(int at, String insertion) {
    edits.add(new Edit(at, at, insertion));
    farthest = Math.max(farthest, at);
  }

  /** Puts something before what else was put at a place. */
  void insertFirst(int at, String insertion) {
    int index = 0;
    while (index < edits.size() && edits.get(index).start != at) {
      index++;
    }
    edits.add(index, new Edit(at, at, insertion));
    farthest = Math.max(farthest, at);
  }

  /** Returns the text with all changes; the same object when there are none. */
  public String apply() {
    return edits.isEmpty() ? text : apply(0, text.length());
  }

  /** Returns a piece of the text with the changes inside it. */
  String apply(int from, int to) {
    edits.sort(Comparator.comparingInt(Edit::start));
    StringBuilder result = new StringBuilder(to - from + 32);
    int copied = from;
    for (Edit edit : edits) {
      if (edit.start >= from && edit.end <= to) {
        result.append(text, copied, edit.start).append(edit.text);
        copied = edit.end;
      }
    }
    return result.append(text, copied, to).toString();
  }

  /** Returns where a place of the changed text is in the original; both count from 1. */
  public int original(int position) {
    int shift = 0;
    for (Edit edit : edits) {
      int start = edit.start + shift;
      if (position - 1 < start) {
        break;
      }
      if (position - 1 < start + edit.text.length()) {
        return edit.start + 1;
      }
      shift += edit.text.length() - (edit.end - edit.start);
    }
    return position - shift;
  }
}
