package io.github.safr.io.table;

/** Takes a record of a table apart. */
@FunctionalInterface
interface RowParser {

  /**
   * Text and id of a record.
   *
   * @throws BadRowException if it lacks them or is not written as such records are
   */
  Row parse(String record) throws BadRowException;
}
