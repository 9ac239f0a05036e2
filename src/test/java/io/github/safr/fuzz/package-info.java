/**
 * Fuzzing: every door through which a stranger's bytes come in, and what must hold whatever they
 * are. {@link io.github.safr.fuzz.FuzzTest} tries few inputs in every build; {@link
 * io.github.safr.fuzz.LongFuzzRun} tries as many as one likes, guided by coverage.
 */
package io.github.safr.fuzz;
