package io.github.safr.io;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of names, of which only hashes of 64 bits are kept: 12 to 24 bytes a name, however long it
 * is. That two of ten million names have the same hash happens once in 400,000 such sets; those who
 * use it must be able to live with that. The hash is the beginning of SHA-256, because names come
 * from strangers.
 */
public final class NameHashes {

  private static final int FIRST_CAPACITY = 1 << 10;

  private final MessageDigest digest = sha256();
  private long[] slots = new long[FIRST_CAPACITY];
  private int size;

  /**
   * Adds a name.
   *
   * @return whether it was not there before
   */
  public boolean add(String name) {
    if (3L * size >= 2L * slots.length) {
      grow();
    }
    if (put(slots, hash(name))) {
      size++;
      return true;
    }
    return false;
  }

  /** Whether a name has been added. */
  public boolean contains(String name) {
    long hash = hash(name);
    return slots[slotOf(slots, hash)] == hash;
  }

  /** How many different names have been added. */
  public int size() {
    return size;
  }

  /** Memory that the hashes take. */
  long bytes() {
    return (long) Long.BYTES * slots.length;
  }

  private void grow() {
    long[] larger = new long[Math.multiplyExact(2, slots.length)];
    for (long hash : slots) {
      if (hash != 0) {
        put(larger, hash);
      }
    }
    slots = larger;
  }

  private static boolean put(long[] slots, long hash) {
    int slot = slotOf(slots, hash);
    boolean isNew = slots[slot] == 0;
    slots[slot] = hash;
    return isNew;
  }

  /** Where a hash is, or the free slot where it belongs. */
  private static int slotOf(long[] slots, long hash) {
    int slot = (int) hash & slots.length - 1;
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private long hash(String name) {
    long hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
    // 0 marks a free slot.
    return hash == 0 ? 1 : hash;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
