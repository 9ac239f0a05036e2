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
import java.util.UUID;
import java.util.zip.InflaterInputStream;
import org.apache.uima.cas.CAS;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final String HOSTILE =
      "</script><script>alert(1)</script> ]]> <img src=x onerror=alert(1)> &lt;b&amp; \"'`"
          + " ${7*7} \u202Eevil\u2066 \u2028 \r\n end";

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void chooseFolders() {
    in = folder.resolve("in");
    out = folder.resolve("out");
  }

  @Test
  void countsLabelsOfDocumentsAndOfDecisions() throws Exception {
    Sample first = new Sample("Fine soup. Cold cake. Fine tea.");
    first.decide(0, 10, 0.9, "mine-1", "good", "bad");
    first.decide(11, 21, 0.7, "mine-1", "bad", "good");
    first.decide(22, 31, 0.9, "mine-1", "good", "bad");
    first.write(in, "a.txt", CasFormat.XMI);
    Sample second = new Sample("Cold.");
    second.decide("bad", 0.55);
    second.write(in, "b.txt", CasFormat.XMI);
    new Sample("").write(in, "c.txt", CasFormat.XMI);

    Report.Written written = report(out);

    assertThat(written.documents()).isEqualTo(3);
    assertThat(written.decisions()).isEqualTo(4);
    assertThat(written.explained()).isZero();
    Document index = index();
    assertThat(index.select("section[aria-labelledby=labels-title] tbody tr").eachText())
        .containsExactly("good 1 2 50.0 %", "bad 1 2 50.0 %");
    assertThat(index.select("section[aria-labelledby=confidence-title] tbody tr").eachText())
        .containsExactly("0.55 to 0.60 1", "0.70 to 0.75 1", "0.90 to 0.95 2");
    JsonArray documents = data(index).getAsJsonArray("documents");
    assertThat(documents.get(0).toString()).isEqualTo("[1,\"a.txt\",0,700,3,[]]");
    assertThat(documents.get(1).toString()).isEqualTo("[2,\"b.txt\",1,550,1,[]]");
    assertThat(documents.get(2).toString()).isEqualTo("[3,\"c.txt\",-1,0,0,[]]");
  }

  /** JSON can leave them out, and nobody's pages are to be lost for it. */
  @Test
  void labelsThatAreNotThereEndNoReport() throws Exception {
    for (String name : List.of("a.txt", "b.txt")) {
      Sample sample = new Sample("Fine soup.");
      Classification decision = sample.decide("good", 0.9);
      if (name.equals("a.txt")) {
        decision.setLabel(null);
        decision.setLabels(0, null);
        decision.setLabels(1, null);
      }
      sample.write(in, name, CasFormat.JSON);
    }

    assertThat(report(out).documents()).isEqualTo(2);

    JsonArray documents = data(index()).getAsJsonArray("documents");
    assertThat(documents.get(0).toString()).isEqualTo("[1,\"a.txt\",-1,0,1,[]]");
    assertThat(documents.get(1).toString()).isEqualTo("[2,\"b.txt\",1,900,1,[]]");
  }

  @Test
  void ranksWordsByHowOftenTheyDecide() throws Exception {
    for (int i = 0; i < 3; i++) {
      Sample sample = new Sample("Soup fine cake !!!!");
      Classification decision = sample.decide("good", 0.9);
      sample.explain(decision, 0, 4, 1, i == 0 ? 0.4 : 1, 3);
      sample.explain(decision, 5, 9, 2, 0.8, 3);
      sample.explain(decision, 10, 14, 3, -1, 3);
      sample.explain(decision, 15, 19, 4, 1, 3);
      sample.write(in, i + ".txt", CasFormat.JSON);
    }

    report(out);

    assertThat(index().select("section[aria-labelledby=words-0] tbody tr").eachText())
        .containsExactly("fine 3 +0.80", "soup 2 +1.00");
    assertThat(data(index()).getAsJsonArray("documents").get(1).toString())
        .isEqualTo("[2,\"1.txt\",0,900,1,[\"soup\",\"fine\"]]");
  }

  @Test
  void givesAPageAllThatTheCasSaysOfTheDocument() throws Exception {
    Sample sample = new Sample("So.\r\nA fine\tday \uD83D\uDE00 ");
    Classification decision = sample.decide(5, 18, 0.9126, "mine-1", "good", "bad", "odd");
    var fine = sample.explain(decision, 7, 11, 1, 0.75, 12, 7);
    var day = sample.explain(decision, 12, 15, 2, -0.0625, 7);
    sample.pair(decision, fine, day, 0.00125);
    sample.write(in, "sub/a.txt", CasFormat.XMI);

    report(out);

    JsonObject page =
        packed(Files.readString(out.resolve("documents/00001.html")), "document-data");
    assertThat(page.get("name").getAsString()).isEqualTo("sub/a.txt");
    assertThat(page.get("text").getAsString()).isEqualTo(sample.jcas().getDocumentText());
    assertThat(page.get("labels").toString()).isEqualTo("[\"good\",\"bad\",\"odd\"]");
    assertThat(page.getAsJsonArray("units").get(0).toString())
        .isEqualTo(
            "{\"b\":5,\"e\":18,\"l\":0,\"m\":0,\"c\":913,\"p\":[0,913,1,44,2,44],"
                + "\"t\":[[2,6,1,750,750,500],[7,10,2,63,-62,500]],"
                + "\"r\":[[2,6,7,10,1250,250,500]],"
                + "\"n\":[[0,1,1250,750,100,3000,12,2500,375000,7,1250,250000],"
                + "[1,1,1250,750,100,3000,7,2500,-31250]]}");
  }

  @Test
  void showsHostileTextAsText() throws Exception {
    Sample sample = new Sample(HOSTILE);
    Classification decision =
        sample.decide(0, HOSTILE.length(), 0.9, HOSTILE, HOSTILE, "</bdi><script>x</script>");
    sample.explain(decision, 0, 9, 1, 1, 5);
    sample.explain(decision, 10, 30, 2, 0.9, 5);
    String name = "<svg onload=alert(1)>'\"&\u202E.txt";
    sample.write(in, name, CasFormat.JSON);

    report(out);
    Path single = folder.resolve("one.html");
    report(single);

    for (Path file :
        List.of(out.resolve("index.html"), out.resolve("documents/00001.html"), single)) {
      String html = Files.readString(file);
      Document page = Jsoup.parse(html);
      assertThat(page.select("img, iframe, object, embed, base, form, svg[onload]")).isEmpty();
      assertThat(page.select("script:not([src]):not([type])")).hasSize(file.equals(single) ? 1 : 0);
      assertThat(page.getAllElements())
          .allSatisfy(
              element ->
                  assertThat(element.attributes())
                      .noneMatch(attribute -> attribute.getKey().startsWith("on")));
      // What turns the direction of text stays inside of elements that keep it apart.
      for (Element turned : page.getElementsContainingOwnText("\u202E")) {
        assertThat(turned.tagName()).isEqualTo("bdi");
      }
      assertThat(page.title()).doesNotContain("\u202E");
      assertThat(html).doesNotContain("<svg onload", "alert(1)</script>", "<img src");
    }
    assertThat(index().select("#main bdi.model").text()).contains("</script><script>alert(1)");
    JsonObject page = packed(Files.readString(single), "document-1");
    assertThat(page.get("text").getAsString()).isEqualTo(HOSTILE);
    assertThat(page.get("name").getAsString()).isEqualTo(name);
  }

  @Test
  void allowsPagesTheirOwnStyleAndScriptOnly() throws Exception {
    decided("a.txt");
    report(out);
    Path single = folder.resolve("one.html");
    report(single);

    assertThat(policy(index()))
        .startsWith("default-src 'none'; style-src 'self' file:; script-src 'self' file:;");
    assertThat(policy(Jsoup.parse(Files.readString(single))))
        .matches("default-src 'none'; style-src 'sha256-\\S+'; script-src 'sha256-\\S+'; img.*");
    assertThat(Jsoup.parse(Files.readString(single)).select("[src], link")).isEmpty();
  }

  @Test
  void skipsWhatCannotBeReadAndGoesOn() throws Exception {
    decided("a.txt");
    decided("c.txt");
    Files.writeString(in.resolve("b.txt.xmi"), "<no");
    List<String> skipped = new ArrayList<>();

    Report.Written written =
        new Report(AnnotatedDocuments.in(in.toString()), CAS.NAME_DEFAULT_SOFA, "t", 2)
            .write(
                out,
                new Report.Listener() {
                  @Override
                  public void added(String name) {
                    // Counted by the report itself.
                  }

                  @Override
                  public void skipped(String name, Exception reason) {
                    skipped.add(name + ": " + reason.getMessage());
                  }
                });

    assertThat(written.documents()).isEqualTo(2);
    assertThat(written.skipped()).isEqualTo(1);
    assertThat(skipped).singleElement().asString().startsWith("b.txt.xmi: ").contains("is not");
    assertThat(out.resolve("documents/00001.html")).exists();
    assertThat(out.resolve("documents/00003.html")).exists();
    assertThat(data(index()).getAsJsonArray("documents").get(1).toString())
        .startsWith("[3,\"c.txt\",");
  }

  @Test
  void removesThePagesOfAnOlderReport() throws Exception {
    decided("a.txt");
    decided("b.txt");
    report(out);
    Files.writeString(out.resolve("documents/mine.html"), "kept");
    Files.delete(in.resolve("b.txt.xmi"));

    report(out);

    try (var files = Files.list(out.resolve("documents"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("00001.html", "mine.html");
    }
  }

  @Test
  void putsLabelsTogetherWhenThereAreTooMany() throws Exception {
    CollectionTally tally = new CollectionTally();
    for (int i = 0; i < 2 * CollectionTally.MOST_LABELS; i++) {
      Sample sample = new Sample("A fine day.");
      sample.decide(0, 11, 0.9, "mine-1", "label " + i);
      tally.add(ReportDocument.of(i + 1, "a", sample.jcas().getCas()));
    }

    assertThat(tally.labels()).hasSize(CollectionTally.MOST_LABELS + 1);
    assertThat(tally.labels().get(CollectionTally.MOST_LABELS).name())
        .isEqualTo(CollectionTally.OTHER_LABELS);
    assertThat(tally.labels().get(CollectionTally.MOST_LABELS).units())
        .isEqualTo(CollectionTally.MOST_LABELS);
  }

  @Test
  void goesOnWhereAnotherWasKilled() throws Exception {
    decided("a.txt");
    report(out);
    Path part = out.resolve("." + UUID.randomUUID() + ".part");
    Path mine = out.resolve(".mine.part");
    Files.writeString(part, "<html");
    Files.writeString(mine, "kept");
    Files.delete(out.resolve("index.html"));
    Files.delete(out.resolve("report.js"));
    report(out);
    assertThat(out.resolve("index.html")).exists();
    assertThat(out.resolve("report.js")).exists();
    assertThat(part).doesNotExist();
    assertThat(mine).hasContent("kept");
  }

  @Test
  void leavesPagesOfOthersAlone() throws Exception {
    decided("a.txt");
    Files.createDirectories(out.resolve("documents"));
    Files.writeString(out.resolve("documents/20240115.html"), "kept");
    Files.writeString(out.resolve("index.html"), "kept");

    assertThatThrownBy(() -> report(out))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("not of a report");

    assertThat(out.resolve("index.html")).hasContent("kept");
    assertThat(out.resolve("documents/20240115.html")).hasContent("kept");
  }

  @Test
  void keepsAnOlderReportWhereNothingCanBeRead() throws Exception {
    decided("a.txt");
    report(out);
    String before = Files.readString(out.resolve("index.html"));
    Files.writeString(in.resolve("a.txt.xmi"), "<no");

    Report.Written written = lenient();

    assertThat(written.documents()).isZero();
    assertThat(written.skipped()).isEqualTo(1);
    assertThat(out.resolve("index.html")).hasContent(before);
    assertThat(out.resolve("documents/00001.html")).exists();
  }

  @Test
  void skipsADocumentWhoseAnnotationsLieOutsideOfItsText() throws Exception {
    decided("a.txt");
    Sample lying = new Sample("A fine day.");
    lying.decide("good", 0.9).setEnd(999);
    lying.write(in, "b.txt", CasFormat.XMI);

    Report.Written written = lenient();

    assertThat(written.documents()).isEqualTo(1);
    assertThat(written.skipped()).isEqualTo(1);
  }

  @Test
  void refusesASingleFileThatNoBrowserWouldLike() throws Exception {
    decided("a.txt");
    SingleFileOutput file = new SingleFileOutput(folder.resolve("one.html"), "t", 10);

    assertThatThrownBy(() -> file.add(1, "x".repeat(11)))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("Name a folder as output");
    assertThat(folder.resolve("one.html")).doesNotExist();
  }

  @Test
  void saysWhereDocumentsAreMissing() throws Exception {
    Files.createDirectories(in);

    assertThatThrownBy(() -> AnnotatedDocuments.in(in.toString()))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("neither .xmi nor .json");
  }

  @Test
  void keepsCountsOfABoundedNumberOfWords() throws Exception {
    DecidingWords words = new DecidingWords(10);
    for (int i = 0; i < 100; i++) {
      Sample sample = new Sample("often rare" + i);
      Classification decision = sample.decide("good", 0.9);
      sample.explain(decision, 0, 5, 1, 1, 1);
      sample.explain(decision, 6, decision.getEnd(), 2, 0.9, 1);
      words.add(ReportDocument.of(1, "a", sample.jcas().getCas()).units().get(0));
    }

    assertThat(words.most(100)).hasSizeLessThanOrEqualTo(10);
    assertThat(words.most(1).get(0).text()).isEqualTo("often");
    assertThat(words.most(1).get(0).units()).isEqualTo(100);
  }

  private void decided(String name) throws Exception {
    Sample sample = new Sample("A fine day.");
    sample.decide("good", 0.9);
    sample.write(in, name, CasFormat.XMI);
  }

  private Report.Written report(Path output) throws Exception {
    return new Report(AnnotatedDocuments.in(in.toString()), CAS.NAME_DEFAULT_SOFA, "Reviews", 2)
        .write(output, new Strict());
  }

  private Report.Written lenient() throws Exception {
    return new Report(AnnotatedDocuments.in(in.toString()), CAS.NAME_DEFAULT_SOFA, "t", 1)
        .write(
            out,
            new Report.Listener() {
              @Override
              public void added(String name) {}

              @Override
              public void skipped(String name, Exception reason) {}
            });
  }

  private Document index() throws IOException {
    return Jsoup.parse(Files.readString(out.resolve("index.html")));
  }

  private static String policy(Document page) {
    return page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
  }

  private static JsonObject data(Document page) {
    return JsonParser.parseString(page.select("#collection-data").first().data()).getAsJsonObject();
  }

  private static JsonObject packed(String html, String id) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(Jsoup.parse(html).getElementById(id).data().strip());
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .getAsJsonObject();
    }
  }

  /** Where nothing may be skipped. */
  static final class Strict implements Report.Listener {
    @Override
    public void added(String name) {
      assertThat(name).isNotEmpty();
    }

    @Override
    public void skipped(String name, Exception reason) {
      throw new AssertionError(name, reason);
    }
  }
}
