package io.github.safr.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why TensorFlow uses no graphics card. It says so itself only in messages of its own, which are
 * for its developers, and are off.
 *
 * <p>What has to be there is looked at in the order in which it is needed: libraries that can use a
 * card, a card that is not hidden, its driver, CUDA and cuDNN.
 */
public final class GpuDiagnosis {

  /** The variable that says which cards a process sees. */
  public static final String VISIBLE_CARDS = "CUDA_VISIBLE_DEVICES";

  private static final int NO_DEVICE = 100;

  /** What is known of a machine, and of this JVM on it. */
  interface Machine {

    /** Which libraries TensorFlow was loaded from. */
    Natives natives();

    /** Value of {@link #VISIBLE_CARDS}, if it is set. */
    Optional<String> visibleCards();

    /** Whether the kernel has NVIDIA's driver loaded. */
    boolean hasDriverInKernel();

    /** Why a library cannot be opened, as the system says it; empty if it can. */
    Optional<String> problemOf(String library);

    /** What the driver answers when it is started: 0, or the number of CUDA's error. */
    int startDriver();

    /** The latest version of CUDA that the driver knows. */
    String driverCuda();
  }

  private final Machine machine;

  GpuDiagnosis(Machine machine) {
    this.machine = machine;
  }

  /**
   * Examines this machine, after TensorFlow looked for cards and took none.
   *
   * @param visibleCards the value of {@link #VISIBLE_CARDS} that TensorFlow saw, if any
   * @return the first thing that is wrong and what to do about it, in one line without a full stop
   */
  public static String ofThisMachine(Optional<String> visibleCards) {
    return new GpuDiagnosis(new ThisMachine(visibleCards)).reason();
  }

  /** The first thing that is wrong and what to do about it, in one line without a full stop. */
  String reason() {
    if (machine.natives() == Natives.PROCESSOR) {
      return "this build has TensorFlow's libraries for processors only; build with -Pgpu";
    }
    Optional<String> hiding = machine.visibleCards().filter(GpuDiagnosis::hidesAll);
    if (hiding.isPresent()) {
      return VISIBLE_CARDS
          + " is '"
          + hiding.get()
          + "', which hides every card; unset it, or name one";
    }
    return noDriver().or(this::driverFails).or(this::missingLibraries).orElseGet(this::unknown);
  }

  /** Whether a list of visible cards ends before the first: it does at the first that is none. */
  static boolean hidesAll(String visibleCards) {
    return visibleCards.isBlank() || visibleCards.strip().startsWith("-");
  }

  private Optional<String> noDriver() {
    return machine
        .problemOf(NvidiaDriver.LIBRARY)
        .map(
            problem ->
                machine.hasDriverInKernel()
                    ? "the kernel has NVIDIA's driver, but "
                        + named(NvidiaDriver.LIBRARY, problem)
                        + " cannot be loaded; a container has to be started with the card, as with"
                        + " '--gpus all'"
                    : "no NVIDIA driver on this machine: "
                        + named(NvidiaDriver.LIBRARY, problem)
                        + " cannot be loaded; install the driver");
  }

  private Optional<String> driverFails() {
    int status = machine.startDriver();
    if (status == 0) {
      return Optional.empty();
    }
    if (status != NO_DEVICE) {
      return Optional.of(
          "NVIDIA's driver does not start (CUDA error "
              + status
              + "); see whether nvidia-smi works");
    }
    return Optional.of(
        machine
            .visibleCards()
            .map(
                cards ->
                    "NVIDIA's driver finds no card with "
                        + VISIBLE_CARDS
                        + "="
                        + cards
                        + "; nvidia-smi lists those that there are")
            .orElse("NVIDIA's driver finds no card; see whether nvidia-smi lists one"));
  }

  private Optional<String> missingLibraries() {
    List<String> missing = new ArrayList<>();
    for (String library : CudaLibraries.NAMES) {
      machine.problemOf(library).ifPresent(problem -> missing.add(named(library, problem)));
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "libraries of CUDA 12.3 or cuDNN 8.9 cannot be loaded: "
                + String.join(", ", missing)
                + "; install them and name their folder in LD_LIBRARY_PATH, or build with"
                + " -Pgpu,cuda");
  }

  /** The name of a library, with what is wrong if it is more than that there is none. */
  private static String named(String library, String problem) {
    return problem.startsWith(library + ": cannot open") ? library : library + " (" + problem + ")";
  }

  private String unknown() {
    return "driver (CUDA "
        + machine.driverCuda()
        + ") and libraries load, but TensorFlow takes no card"
        + (machine.natives() == Natives.OWN
            ? "; the library named by " + TensorFlowRuntime.LIBRARY_PATH + " may know none"
            : "; its own messages say why: use --verbose, or set TF_CPP_MIN_LOG_LEVEL=0");
  }

  /** The machine that this runs on. */
  private record ThisMachine(Optional<String> visibleCards) implements Machine {

    @Override
    public Natives natives() {
      return TensorFlowRuntime.natives();
    }

    @Override
    public boolean hasDriverInKernel() {
      return NvidiaDriver.isInKernel();
    }

    @Override
    public Optional<String> problemOf(String library) {
      return DynamicLibraries.open(library);
    }

    @Override
    public int startDriver() {
      return NvidiaDriver.start();
    }

    @Override
    public String driverCuda() {
      return NvidiaDriver.cudaVersion();
    }
  }
}
