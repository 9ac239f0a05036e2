package io.github.safr.benchmark;

/**
 * Something that is simply done.
 *
 * @param sentences that it deals with
 * @param work what to do
 */
record SimpleContender(int sentences, Runnable work) implements Contender {

  @Override
  public void run() {
    work.run();
  }
}
