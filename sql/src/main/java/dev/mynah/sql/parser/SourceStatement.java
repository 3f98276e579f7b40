// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

/**
 * One statement of a longer text.
 *
 * @param text without the semicolon that ends it and without blanks around it
 * @param offset how many characters stand before it, counted as error positions are: added to the
 *     position of an error in the statement it gives the place in the whole text
 */
public record SourceStatement(String text, int offset) {}
