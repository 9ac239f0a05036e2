/**
 * What a run over a collection remembers of itself in its output folder, so that it can be stopped
 * at any moment, even killed, and go on later: {@link io.github.safr.io.journal.RunFolder} keeps
 * other runs out and looks after what is left behind, {@link io.github.safr.io.journal.RunJournal}
 * writes what is done, {@link io.github.safr.io.journal.PastRun} is what an earlier run wrote.
 */
package io.github.safr.io.journal;
