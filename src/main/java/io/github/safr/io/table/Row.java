package io.github.safr.io.table;

import org.jspecify.annotations.Nullable;

/**
 * What a record of a table says.
 *
 * @param id null if rows have none
 */
record Row(String text, @Nullable String id) {}
