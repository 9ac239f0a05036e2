package io.github.safr.io.table;

/**
 * What a record of a table says.
 *
 * @param id null if rows have none
 */
record Row(String text, String id) {}
