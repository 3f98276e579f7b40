// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

/**
 * {@code key value} in a list of settings.
 *
 * @param key in upper case
 * @param value its text: a string without its quotes, a number or a word as written
 * @param position the first character of the key in the statement, from 1
 */
public record Setting(String key, String value, int position) {}
