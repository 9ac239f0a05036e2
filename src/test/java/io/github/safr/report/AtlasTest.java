package io.github.safr.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.safr.io.CasFormat;
import io.github.safr.io.DocumentException;
import io.github.safr.type.Classification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.apache.uima.cas.CAS;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtlasTest {

  private static final String HOSTILE =
      "</script><script>alert(1)</script> ]]> <img src=x onerror=alert(1)> &lt;b&amp; \"'`"
          + " ${7*7} \u202Eevil\u2066 \u2028 \r\n end";

  @TempDir Path folder;
  private Path in;
  private Path page;

  @BeforeEach
  void chooseFiles() {
    in = folder.resolve("in");
    page = folder.resolve("pages/atlas.html");
  }

  @Test
  void holdsWhatWasCountedOfEachNeuron() throws Exception {
    Sample sample = new Sample("The soup was GREAT. The cake was bad.");
    Classification good = sample.decide(0, 19, 0.9, "mine-1", "good", "bad");
    sample.explain(good, 13, 18, 1, 1, 457, 34);
    Classification bad = sample.decide(20, 37, 0.8, "mine-1", "bad", "good");
    sample.explain(bad, 33, 36, 1, 0.5, 34);
    sample.write(in, "a.txt", CasFormat.XMI);

    Atlas.Written written = atlas();

    assertThat(written).isEqualTo(new Atlas.Written(1, 0, 2, 2, 0));
    JsonObject data = data(0);
    JsonObject model = data.getAsJsonArray("models").get(0).getAsJsonObject();
    assertThat(model.get("name").getAsString()).isEqualTo("mine-1");
    assertThat(model.get("labels")).hasToString("[\"good\",\"bad\"]");
    JsonObject layer = model.getAsJsonArray("layers").get(0).getAsJsonObject();
    assertThat(layer.get("layer").getAsInt()).isEqualTo(1);
    assertThat(layer.get("units")).hasToString("[1,1]");
    JsonArray neuron = layer.getAsJsonArray("neurons").get(0).getAsJsonArray();
    // Number, selectivity 1.25 / 3.75, tokens, no words left out.
    assertThat(neuron.get(0).getAsInt()).isEqualTo(34);
    assertThat(neuron.get(1).getAsInt()).isEqualTo(333);
    assertThat(neuron.get(2).getAsInt()).isEqualTo(2);
    assertThat(neuron.get(3).getAsInt()).isZero();
    assertThat(neuron.get(4)).hasToString("[0,1,1,1250,333333,1,1,1,2500,250000]");
    assertThat(neuron.get(5)).hasToString("[0.25,0,0,0,0,0,1,0,0,0,0,1,0,0,0,0,0]");
    assertThat(neuron.get(6)).hasToString("[2500,250000,1,0,0,1250,333333,0,0,1]");
    assertThat(neuron.get(7)).hasToString("[0,1,2500,250000,1,1,1250,333333]");
    assertThat(data.get("words")).hasToString("[\"bad\",\"great\"]");
    assertThat(data.get("contexts"))
        .hasToString("[[\"The cake was bad.\",13,16],[\"The soup was GREAT.\",13,18]]");
    assertThat(data.get("documents")).hasToString("[[\"a.txt\",null]]");
  }

  @Test
  void isTheSameWhateverTheNumberOfThreads() throws Exception {
    for (int i = 0; i < 40; i++) {
      Sample sample = new Sample("Number " + i + " was fine and number " + i % 7 + " was not.");
      sample.explainAll(sample.decide(i % 3 == 0 ? "bad" : "good", 0.9));
      sample.write(in, "letter-%03d.txt".formatted(i), CasFormat.XMI);
    }

    new Atlas(List.of(collection(in, null)), CAS.NAME_DEFAULT_SOFA, 1)
        .write(page, new ReportTest.Strict());
    byte[] one = Files.readAllBytes(page);
    new Atlas(List.of(collection(in, null)), CAS.NAME_DEFAULT_SOFA, 4)
        .write(page, new ReportTest.Strict());

    assertThat(Files.readAllBytes(page)).isEqualTo(one);
  }

  @Test
  void leadsToThePagesOfAReportAndBack() throws Exception {
    for (String name : List.of("a.txt", "b.txt")) {
      Sample sample = new Sample("Fine.");
      sample.explainAll(sample.decide("good", 0.9));
      sample.write(in, name, CasFormat.XMI);
    }
    Path report = folder.resolve("the report #1");
    report(report);
    // A document that came later is not in the report, and shifts numbers.
    Sample later = new Sample("Late.");
    later.explainAll(later.decide("good", 0.9));
    later.write(in, "a-later.txt", CasFormat.XMI);

    atlas(report);

    assertThat(data(0).get("documents"))
        .hasToString(
            "[[\"a-later.txt\",null],"
                + "[\"a.txt\",\"../the%20report%20%231/documents/00001.html\"],"
                + "[\"b.txt\",\"../the%20report%20%231/documents/00002.html\"]]");
    assertThat(html().select("#home").attr("href")).isEqualTo("../the%20report%20%231/index.html");
    String script = Files.readString(report.resolve("report.js"));
    assertThat(script)
        .startsWith("window.safrAtlas=\"../pages/atlas.html\";\n")
        .endsWith(new Pages().assets().get(Pages.SCRIPT));

    atlas(report);
    assertThat(Files.readString(report.resolve("report.js"))).isEqualTo(script);
    report(report);
    assertThat(Files.readString(report.resolve("report.js"))).doesNotContain("window.safrAtlas=");
  }

  @Test
  void saysWhenThereIsNoReport() throws Exception {
    Sample sample = new Sample("Fine.");
    sample.explainAll(sample.decide("good", 0.9));
    sample.write(in, "a.txt", CasFormat.XMI);

    assertThatThrownBy(() -> atlas(folder))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("Name a folder that this version's 'report' wrote");
    assertThat(page).doesNotExist();
  }

  @Test
  void showsTwoCollectionsSideBySideAndSaysWhatCannotBeCompared() throws Exception {
    Path other = folder.resolve("other");
    Sample sample = new Sample("Fine.");
    sample.explainAll(sample.decide(0, 5, 0.9, "one-1", "good", "bad"));
    sample.write(in, "a.txt", CasFormat.XMI);
    Sample second = new Sample("Fine.");
    second.explainAll(second.decide(0, 5, 0.9, "two-1", "yes", "no"));
    second.write(other, "a.txt", CasFormat.JSON);

    Atlas.Written written =
        new Atlas(List.of(collection(in, null), collection(other, null)), CAS.NAME_DEFAULT_SOFA, 1)
            .write(page, new ReportTest.Strict());

    assertThat(written.documents()).isEqualTo(2);
    assertThat(html().select("main").text())
        .contains("Neurons of different models have nothing in common.");
    assertThat(html().select(".two > section")).hasSize(2);
    assertThat(data(0).toString()).contains("one-1").doesNotContain("two-1");
    assertThat(data(1).toString()).contains("two-1").doesNotContain("one-1");
  }

  @Test
  void hasNoMarkupOfDocumentsOrTheirNames() throws Exception {
    Sample evil = new Sample(HOSTILE);
    evil.explainAll(
        evil.decide(0, HOSTILE.length(), 0.9, HOSTILE, HOSTILE, "<script>alert(1)</script>"));
    evil.write(in, "<img src=x onerror=alert(1)>.txt", CasFormat.JSON);

    new Atlas(
            List.of(new Atlas.Collection(AnnotatedDocuments.in(in.toString()), HOSTILE, null)),
            CAS.NAME_DEFAULT_SOFA,
            1)
        .write(page, new ReportTest.Strict());

    Document html = html();
    assertThat(html.select("img, [onerror]")).isEmpty();
    // The data, and the script of ours.
    assertThat(html.select("script")).hasSize(2);
    assertThat(html.select("script:not([type])")).hasSize(1);
    assertThat(html.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .doesNotContain("unsafe");
    assertThat(html.select("[src], link")).isEmpty();
    assertThat(html.select("h2 bdi").get(0).wholeText()).contains("</script><script>alert(1)");
    JsonObject data = data(0);
    assertThat(data.getAsJsonArray("contexts").get(0).getAsJsonArray().get(0).getAsString())
        .startsWith("</script><script>");
    assertThat(data.getAsJsonArray("documents").get(0).getAsJsonArray().get(0).getAsString())
        .isEqualTo("<img src=x onerror=alert(1)>.txt");
  }

  @Test
  void goesOnBehindDocumentsThatCannotBeRead() throws Exception {
    for (int i = 0; i < 5; i++) {
      Sample sample = new Sample("Fine.");
      sample.explainAll(sample.decide("good", 0.9));
      sample.write(in, i + ".txt", CasFormat.XMI);
    }
    Files.writeString(in.resolve("2.txt.xmi"), "no XML");
    List<String> skipped = new ArrayList<>();

    Atlas.Written written =
        new Atlas(List.of(collection(in, null)), CAS.NAME_DEFAULT_SOFA, 2)
            .write(
                page,
                new Report.Listener() {
                  @Override
                  public void added(String name) {
                    assertThat(name).isNotEqualTo("2.txt.xmi");
                  }

                  @Override
                  public void skipped(String name, Exception reason) {
                    skipped.add(name);
                  }
                });

    assertThat(written.documents()).isEqualTo(4);
    assertThat(written.skipped()).isEqualTo(1);
    assertThat(skipped).containsExactly("2.txt.xmi");
  }

  private Atlas.Written atlas() throws Exception {
    return atlas(null);
  }

  private Atlas.Written atlas(Path report) throws Exception {
    return new Atlas(List.of(collection(in, report)), CAS.NAME_DEFAULT_SOFA, 1)
        .write(page, new ReportTest.Strict());
  }

  private static Atlas.Collection collection(Path in, Path report) throws Exception {
    return new Atlas.Collection(AnnotatedDocuments.in(in.toString()), "Letters", report);
  }

  private void report(Path output) throws Exception {
    new Report(AnnotatedDocuments.in(in.toString()), CAS.NAME_DEFAULT_SOFA, "Letters", 1)
        .write(output, new ReportTest.Strict());
  }

  private Document html() throws IOException {
    return Jsoup.parse(Files.readString(page));
  }

  private JsonObject data(int side) throws IOException {
    byte[] packed =
        Base64.getDecoder().decode(html().getElementById("atlas-" + side).data().strip());
    byte[] json = new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    return JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
  }
}
