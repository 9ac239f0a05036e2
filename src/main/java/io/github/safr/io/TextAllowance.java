package io.github.safr.io;

import java.util.concurrent.Semaphore;

/**
 * How much text may be in work at the same time. Annotations take many times the memory of their
 * text: many short documents may be in work together, but of very long ones only a few. A document
 * that is longer than all that is allowed is in work alone.
 */
final class TextAllowance {

  /** Heap that a character may come to take with all its annotations and their XMI, generously. */
  private static final long BYTES_PER_CHARACTER = 500;

  private final int characters;
  private final Semaphore free;

  TextAllowance(int characters) {
    this.characters = characters;
    // Fair, or short documents would pass by a long one for ever.
    this.free = new Semaphore(characters, true);
  }

  /** As much as half of this JVM's heap can take. */
  static TextAllowance ofThisHeap() {
    long characters = Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_CHARACTER;
    return new TextAllowance((int) Math.max(1, Math.min(characters, Integer.MAX_VALUE)));
  }

  /**
   * Waits until so many characters may come into work.
   *
   * @return what to give back when they are done
   */
  int take(long length) throws InterruptedException {
    int taken = cost(length);
    free.acquire(taken);
    return taken;
  }

  /** What {@link #take} takes for so many characters. */
  int cost(long length) {
    return (int) Math.min(length, characters);
  }

  void giveBack(int taken) {
    free.release(taken);
  }
}
