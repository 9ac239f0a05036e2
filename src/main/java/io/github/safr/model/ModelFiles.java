package io.github.safr.model;

import org.jspecify.annotations.Nullable;

/**
 * Where the files of a model are. Each is read once and as a whole: what is checked are the very
 * bytes that are used afterwards, so that nobody can exchange a file between the two.
 */
interface ModelFiles {

  /** What messages call the place. */
  String place();

  /** What messages call one of its files. */
  String place(String name);

  /**
   * The bytes of a file.
   *
   * @param name its plain name
   * @param limit the most bytes that it may have
   * @return null if there is no such file
   * @throws ModelException if it is no regular file of the model, is larger, or cannot be read
   */
  byte @Nullable [] read(String name, int limit);

  /** What is wrong with a file that has more bytes than it may. */
  default ModelException tooLarge(String name, int limit) {
    return new ModelException(
        "'%s' has more than %,d bytes, which is too large for this file of a model. Copy the model again, or do not use it."
            .formatted(place(name), limit));
  }
}
