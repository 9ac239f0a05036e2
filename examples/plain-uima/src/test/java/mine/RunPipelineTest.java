package mine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RunPipelineTest {

  @Test
  void classifiesAndExplains() throws Exception {
    String found = RunPipeline.run("The acting is superb. The plot is a mess.");

    assertTrue(found.contains("positive: The acting is superb."), found);
    assertTrue(found.contains("negative: The plot is a mess."), found);
    assertTrue(found.contains("    superb\n") && found.contains("    mess\n"), found);
    assertEquals(2 + 2 * 3, found.lines().count(), found);
  }

  /** Whoever only annotates gets neither uimaFIT with its Spring nor a logging backend. */
  @Test
  void bringsNoFrameworkAlong() {
    for (String name :
        new String[] {
          "org.apache.uima.fit.factory.AnalysisEngineFactory",
          "org.springframework.core.io.Resource",
          "org.slf4j.jul.JULServiceProvider",
          "picocli.CommandLine",
          "ai.onnxruntime.OrtEnvironment"
        }) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(name), name);
    }
  }
}
