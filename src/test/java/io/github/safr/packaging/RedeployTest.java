package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.packaging.ClassPathFile.Artifact;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that have us, UIMA and TensorFlow once, for all their applications. */
@DisplayName("An application that is taken out of a server")
class RedeployTest {

  private static final int PATIENCE_SECONDS = 30;

  @TempDir Path folder;

  /** The next one takes over the model before the last one goes, so the model stays loaded. */
  @Test
  void takesItsClassLoaderWithIt() throws Exception {
    List<Path> server =
        new ArrayList<>(ClassPathFile.ofUsers().stream().map(Artifact::file).toList());
    server.add(Path.of("target/classes").toAbsolutePath());
    Path application = folder.resolve("application");
    String task = DeployedTask.class.getName().replace('.', '/') + ".class";
    Files.createDirectories(application.resolve(task).getParent());
    try (InputStream in = DeployedTask.class.getResourceAsStream("/" + task)) {
      Files.write(application.resolve(task), in.readAllBytes());
    }

    List<String> said =
        new ChildJvm(folder)
            .run(
                RedeployProgram.class,
                List.of(),
                server.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                application,
                2,
                PATIENCE_SECONDS);

    assertThat(said)
        .containsExactly(
            "positive", "positive", "class loader collected", "class loader collected");
  }
}
