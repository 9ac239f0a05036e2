package io.github.safr.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.fuzz.Draw;
import io.github.safr.fuzz.FuzzTarget;
import io.github.safr.fuzz.Scratch;
import io.github.safr.io.CasFormat;
import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;

/** Any bytes for types: of a type system beside XMI, or at the beginning of a document in JSON. */
public final class TypesTarget implements FuzzTarget {

  private static final String XMI =
      "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmi:version=\"2.0\"/>";

  private static final String TYPES =
      """
      <typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><name>a</name>
      <types>
      <typeDescription><name>my.Word</name><supertypeName>uima.tcas.Annotation</supertypeName>
      <features><featureDescription><name>pos</name><rangeTypeName>my.Kind</rangeTypeName>
      </featureDescription><featureDescription><name>of</name>
      <rangeTypeName>uima.cas.FSArray</rangeTypeName><elementType>my.Word</elementType>
      </featureDescription></features></typeDescription>
      <typeDescription><name>my.Kind</name><supertypeName>uima.cas.String</supertypeName>
      <allowedValues><value><string>N</string></value></allowedValues></typeDescription>
      </types></typeSystemDescription>
      """;

  private static final String JSON =
      """
      {"%TYPES":{
      "my.Word":{"%NAME":"my.Word","%SUPER_TYPE":"uima.tcas.Annotation",
      "pos":{"%NAME":"pos","%RANGE":"my.Kind"},"of":{"%NAME":"of","%RANGE":"my.Word[]"}},
      "my.Kind":{"%SUPER_TYPE":"uima.cas.String"}},
      "%FEATURE_STRUCTURES":[
      {"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","sofaString":"Soup."},
      {"%ID":2,"%TYPE":"my.Word","@sofa":1,"begin":0,"end":4,"pos":"N","@of":3},
      {"%ID":3,"%TYPE":"my.Word[]","%ELEMENTS":[2]}],
      "%VIEWS":{"_InitialView":{"%SOFA":1,"%MEMBERS":[2]}}}
      """;

  private final Scratch scratch = new Scratch();

  @Override
  public List<byte[]> seeds() throws IOException {
    byte[] written;
    try (Scratch sample = new Scratch()) {
      Sample made = new Sample("Soup.");
      made.explainAll(made.decide("good", 0.5));
      made.write(sample.folder(), "a", CasFormat.JSON);
      written = Files.readAllBytes(sample.folder().resolve("a.json"));
    } catch (Exception e) {
      throw new IOException(e);
    }
    return List.of(
        ("\0" + TYPES).getBytes(UTF_8),
        ("\0" + TYPES.replace("uima.tcas.Annotation", "my.Word")).getBytes(UTF_8),
        ("\0" + TYPES.replace("<types>", "<imports><import location=\"b.xml\"/></imports><types>"))
            .getBytes(UTF_8),
        ("\1" + JSON).getBytes(UTF_8),
        ("\1" + JSON.replace("my.Word", "a b")).getBytes(UTF_8),
        ("\1" + JSON.replace("my.Word", "io.github.safr.type.Token")).getBytes(UTF_8),
        Draw.ofParts(new byte[] {1}, written));
  }

  @Override
  public void check(byte[] input) throws Exception {
    Draw draw = new Draw(input);
    boolean json = draw.chance();
    Path file;
    if (json) {
      file = scratch.write("a.json", draw.rest());
    } else {
      file = scratch.write("a.xmi", XMI.getBytes(UTF_8));
      scratch.write("TypeSystem.xml", draw.rest());
    }
    try {
      AnnotatedDocuments documents = AnnotatedDocuments.in(file.toString());
      CAS cas = documents.emptyCas();
      for (Document document : documents) {
        document.readInto(cas, "en");
        cas.reset();
      }
      cas.release();
    } catch (DocumentException e) {
      assertThat(e.getMessage()).endsWith(".");
    } catch (ResourceInitializationException e) {
      // There is no CAS of these types; the commands tell it.
      assertThat(e).isNotNull();
    }
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
