package io.github.safr.packaging;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelException;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.ForgedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A program that loads models with damaged files, in a JVM without TensorFlow's native library. So
 * what is not refused before TensorFlow gets it ends with the message that there is none.
 *
 * <p>Arguments: a model, a folder to work in, the seed, and how many bytes and how many lengths of
 * each file to try. Prints how often each kind of damage was refused, and passed on to TensorFlow.
 */
final class DamagedModels {

  private static final String MANIFEST = "model.json";
  private static final List<String> FILES =
      List.of(MANIFEST, "saved_model.pb", "vocabulary.txt", "MODEL_CARD.md");

  private DamagedModels() {}

  public static void main(String[] arguments) throws Exception {
    Path whole = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Random random = new Random(Long.parseLong(arguments[2]));
    int samples = Integer.parseInt(arguments[3]);
    Map<String, Integer> outcomes = new TreeMap<>();
    Path copy = ForgedModel.copy(whole, folder);
    count(outcomes, "whole", copy);
    Files.writeString(copy.resolve("notes.txt"), "What I think of it.");
    Files.write(copy.resolve("saved_model.pbtxt"), new byte[] {1, 2, 3});
    count(outcomes, "with other files", copy);
    for (String name : FILES) {
      Path file = copy.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < samples; i++) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        if (count(outcomes, name + " flipped", copy) && !name.equals(MANIFEST)) {
          System.out.println("!" + name + " was changed and not refused");
        } else if (name.equals(MANIFEST)) {
          judge(outcomes, bytes, changed, copy);
        }
        Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        count(outcomes, name + " cut", copy);
      }
      // The last line feed of the description says nothing.
      Files.write(file, Arrays.copyOf(bytes, bytes.length - 2));
      count(outcomes, name + " cut", copy);
      Files.write(file, new byte[0]);
      count(outcomes, name + " emptied", copy);
      Files.delete(file);
      count(outcomes, name + " missing", copy);
      Files.createDirectory(file);
      count(outcomes, name + " a folder", copy);
      Files.delete(file);
      Files.createSymbolicLink(file, whole.resolve(name));
      count(outcomes, name + " a link outside", copy);
      Files.delete(file);
      Files.createSymbolicLink(file, copy.resolve("nowhere"));
      count(outcomes, name + " a link to nothing", copy);
      Files.delete(file);
      Files.createSymbolicLink(file, Path.of("/dev/zero"));
      count(outcomes, name + " a device", copy);
      Files.delete(file);
      new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
      count(outcomes, name + " a pipe", copy);
      Files.delete(file);
      Files.write(file, bytes);
    }
    count(outcomes, "whole", copy);
    outcomes.forEach((outcome, times) -> System.out.println(outcome + "=" + times));
  }

  /** A changed description that is let in must vouch for the same files as before. */
  private static void judge(
      Map<String, Integer> outcomes, byte[] before, byte[] after, Path directory) {
    if (passes(directory).isEmpty()) {
      JsonObject old = JsonParser.parseString(new String(before)).getAsJsonObject();
      JsonObject now = JsonParser.parseString(new String(after)).getAsJsonObject();
      old.keySet().stream()
          .filter(name -> !old.get(name).equals(now.get(name)))
          .forEach(name -> outcomes.merge("model.json passes with other " + name, 1, Integer::sum));
    }
  }

  /** Counts what becomes of a model; says whether it was passed on to TensorFlow. */
  private static boolean count(Map<String, Integer> outcomes, String damage, Path directory)
      throws IOException {
    String refusal = passes(directory);
    outcomes.merge(damage + (refusal.isEmpty() ? " passes" : " refused"), 1, Integer::sum);
    if (refusal.startsWith("!") || !refusal.isEmpty() && !refusal.contains(directory.toString())) {
      System.out.println("!" + damage + ": " + refusal);
    }
    return refusal.isEmpty();
  }

  /** Why a model is refused; empty if it is passed on to TensorFlow. */
  private static String passes(Path directory) {
    try {
      SafrModel.load(directory, DeviceChoice.CPU).close();
      return "!TensorFlow is here";
    } catch (ModelException | IllegalStateException e) {
      return String.valueOf(e.getMessage()).contains("TensorFlow natives") ? "" : e.getMessage();
    } catch (RuntimeException | Error e) {
      return "!" + e;
    }
  }
}
