// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

/**
 * A statement that is known by name and cannot be carried out.
 *
 * @param name its keywords in upper case, such as {@code CREATE TRANSFORM}
 * @param position its first character in the text, from 1
 */
public record UnsupportedStatement(String name, int position) implements Statement {}
