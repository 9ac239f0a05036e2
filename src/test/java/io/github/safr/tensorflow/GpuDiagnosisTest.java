package io.github.safr.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuDiagnosisTest {

  private static final String NO_SUCH_FILE =
      "%s: cannot open shared object file: No such file or directory";

  private final FakeMachine machine = new FakeMachine();

  @Test
  void aBuildForProcessorsIsNamedWhateverElseIsMissing() {
    machine.natives = Natives.PROCESSOR;
    machine.lacks("libcuda.so.1");
    assertThat(reason())
        .isEqualTo("this build has TensorFlow's libraries for processors only; build with -Pgpu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "", " ", " -1,0"})
  void aVariableThatHidesAllCardsIsNamed(String value) {
    machine.visibleCards = value;
    assertThat(reason()).startsWith("CUDA_VISIBLE_DEVICES is '" + value + "'").contains("unset it");
  }

  @Test
  void aMachineWithoutDriverIsToldFromAContainerWithoutCard() {
    machine.lacks("libcuda.so.1");
    assertThat(reason())
        .isEqualTo(
            "no NVIDIA driver on this machine: libcuda.so.1 cannot be loaded; install the driver");
    machine.driverInKernel = true;
    assertThat(reason())
        .startsWith("the kernel has NVIDIA's driver, but libcuda.so.1 cannot be loaded")
        .contains("--gpus all");
  }

  @Test
  void aDriverThatFindsNoCardIsNamed() {
    machine.driverStatus = 100;
    assertThat(reason()).startsWith("NVIDIA's driver finds no card; see whether nvidia-smi");
    machine.visibleCards = "3";
    assertThat(reason()).startsWith("NVIDIA's driver finds no card with CUDA_VISIBLE_DEVICES=3");
  }

  @Test
  void aDriverThatDoesNotStartIsNamedWithItsError() {
    machine.driverStatus = 803;
    assertThat(reason()).startsWith("NVIDIA's driver does not start (CUDA error 803)");
  }

  @Test
  void everyLibraryThatIsMissingIsNamed() {
    machine.lacks("libcublas.so.12");
    machine.problems.put("libcudnn.so.8", "libz.so.1: cannot open shared object file");
    assertThat(reason())
        .startsWith(
            "libraries of CUDA 12.3 or cuDNN 8.9 cannot be loaded: libcublas.so.12,"
                + " libcudnn.so.8 (libz.so.1: cannot open shared object file); ")
        .contains("LD_LIBRARY_PATH", "-Pgpu,cuda");
  }

  @ParameterizedTest
  @CsvSource({"GRAPHICS_CARD, TF_CPP_MIN_LOG_LEVEL=0", "OWN, TENSORFLOW_LIBRARY_PATH"})
  void whereNothingIsMissingTensorFlowItselfHasTheReason(Natives natives, String hint) {
    machine.natives = natives;
    machine.visibleCards = "0";
    assertThat(reason()).startsWith("driver (CUDA 12.2) and libraries load").contains(hint);
  }

  private String reason() {
    return new GpuDiagnosis(machine).reason();
  }

  /** A machine on which all is well, until it is told otherwise. */
  private static final class FakeMachine implements GpuDiagnosis.Machine {

    private final Map<String, String> problems = new HashMap<>();
    private Natives natives = Natives.GRAPHICS_CARD;
    private String visibleCards;
    private boolean driverInKernel;
    private int driverStatus;

    private void lacks(String library) {
      problems.put(library, String.format(NO_SUCH_FILE, library));
    }

    @Override
    public Natives natives() {
      return natives;
    }

    @Override
    public Optional<String> visibleCards() {
      return Optional.ofNullable(visibleCards);
    }

    @Override
    public boolean hasDriverInKernel() {
      return driverInKernel;
    }

    @Override
    public Optional<String> problemOf(String library) {
      return Optional.ofNullable(problems.get(library));
    }

    @Override
    public int startDriver() {
      return driverStatus;
    }

    @Override
    public String driverCuda() {
      return "12.2";
    }
  }
}
