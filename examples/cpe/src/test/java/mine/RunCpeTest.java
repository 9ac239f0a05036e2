package mine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunCpeTest {

  @Test
  void annotatesTheFolder() throws Exception {
    assertEquals(new RunCpe.Result(2, 0, true), RunCpe.run());

    String xmi = Files.readString(Path.of("target/annotated/product-review-kettle.txt.xmi"));
    assertTrue(xmi.contains("Classification") && xmi.contains("ImportantToken"));
    assertTrue(Files.exists(Path.of("target/annotated/film-review-harbour.txt.xmi")));
    assertTrue(Files.exists(Path.of("target/annotated/TypeSystem.xml")));
  }
}
