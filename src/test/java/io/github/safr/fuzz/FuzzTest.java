package io.github.safr.fuzz;

import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * A few thousand inputs for every door through which a stranger's bytes come in, always the same
 * ones. {@link LongFuzzRun} finds others.
 */
class FuzzTest {

  private static final Map<Targets, FuzzTarget> MADE = new EnumMap<>(Targets.class);

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void standsItsSeeds(@ForAll Targets name) throws Throwable {
    FuzzTarget target = target(name);
    for (byte[] seed : target.seeds()) {
      target.check(seed);
    }
  }

  @Property(tries = 4000, seed = "5", shrinking = ShrinkingMode.BOUNDED)
  void standsAnyInput(@ForAll Targets name, @ForAll("edits") Edits edits) throws Throwable {
    FuzzTarget target = target(name);
    target.check(edits.of(target.seeds()));
  }

  @Provide
  Arbitrary<Edits> edits() {
    return Edits.any();
  }

  private static FuzzTarget target(Targets name) {
    return MADE.computeIfAbsent(name, Targets::make);
  }

  @AfterContainer
  static void close() throws Exception {
    for (FuzzTarget target : MADE.values()) {
      target.close();
    }
    MADE.clear();
  }
}
