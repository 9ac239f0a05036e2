package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.PieceModel;
import io.github.safr.testing.TinyModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRunsTest {

  @TempDir Path folder;

  /** Lengths 8 and 2: as full batches and as single windows, in both ways that a network reads. */
  @Test
  void warmingUpANetworkOfWordsRunsWhatALargeCollectionAsks() {
    assertThat(runs(TinyModel.write(folder))).isEqualTo(2 * 2 * 2);
  }

  /** Lengths 12 and 3; a window of no more than the marks would be none. */
  @Test
  void warmingUpANetworkOfPiecesLeavesRoomForItsMarks() {
    assertThat(runs(PieceModel.write(folder))).isEqualTo(2 * 2 * 2);
  }

  private static int runs(Path model) {
    DeviceChoice cpu = Devices.resolve(DeviceChoice.CPU);
    ModelDirectory directory = ModelDirectory.open(model);
    FirstRuns first = new FirstRuns(directory.manifest(), directory.encoder());
    try (FrozenNetwork network = new FrozenNetwork(directory.network(), directory.place(), cpu)) {
      assertThat(first.fits(network)).isTrue();
      return first.warmUp(network, Compute.PROCESSOR);
    }
  }
}
