package io.github.safr.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.internal.Streams;
import com.google.gson.stream.JsonReader;
import io.github.safr.explanations.SafrExplanations;
import io.github.safr.fuzz.Draw;
import io.github.safr.fuzz.FuzzTarget;
import io.github.safr.type.Classification;
import io.github.safr.type.CorrelatedTokens;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.NeuronAllocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.apache.uima.UIMAException;
import org.apache.uima.cas.CASRuntimeException;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.cas.DoubleArray;
import org.apache.uima.jcas.cas.IntegerArray;
import org.apache.uima.jcas.cas.StringArray;
import org.apache.uima.jcas.tcas.Annotation;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Decisions and reasons of strangers on any text: the data of the pages is JSON that holds the text
 * and the labels as they are, and no page gets an element or a script that ours has not.
 */
public final class ReportTarget implements FuzzTarget {

  private static final int LONGEST = 400;
  private static final int MOST = 40;

  /** What could make a browser load or run something. */
  private static final String ACTIVE =
      "img, iframe, object, embed, base, form, video, audio, math, template, style, link, script";

  private final Pages pages = new Pages();
  private final JCas jcas;

  public ReportTarget() {
    try {
      jcas = JCasFactory.createJCas();
    } catch (UIMAException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<byte[]> seeds() {
    byte[] name = Draw.ofText("letter.txt");
    byte[] text = Draw.ofText("The </script><b> soup & was \"cold\".");
    byte[] good = Draw.ofParts(Draw.ofText("good"), Draw.ofText("bad"), new byte[] {100, 27});
    byte[] model = Draw.ofParts(new byte[] {1}, Draw.ofText("mine-1"));
    byte[] decision = Draw.ofParts(new byte[] {0, 0, 35, 2}, good, model, new byte[] {90});
    byte[] token = {1, 0, 3, 1, 1, 100, 100, 60};
    byte[] other = {1, 17, 21, 1, 2, 90, (byte) 129, 60};
    byte[] pair = {2, 0, 21, 1, 0, 1, 60, 60, 60};
    byte[] neurons = {3, 0, 3, 1, 1, 60, 60, 60, 60, 3, 7, 100, 60, 8, 100, 60, 9, 100, 60};
    return List.of(
        Draw.ofParts(new byte[] {1}, name, text, decision, token, other, pair, neurons),
        Draw.ofParts(new byte[] {1}, name, text, decision, token),
        Draw.ofParts(name, name, text),
        // Labels that are not there.
        Draw.ofParts(
            new byte[] {1}, name, text, new byte[] {0, 0, 35, 2, 0, 0, 0, 100, 27, 0, 1}, model));
  }

  @Override
  public void check(byte[] input) throws Exception {
    Draw draw = new Draw(input);
    boolean all = draw.below(8) == 1;
    String name = draw.text(80);
    String text = draw.text(LONGEST);
    jcas.reset();
    jcas.setDocumentText(text);
    annotate(draw, text.length());
    ReportDocument document;
    try {
      document = ReportDocument.of(1, name, jcas.getCas());
    } catch (IllegalArgumentException | CASRuntimeException e) {
      // A report passes over the document, and says so.
      return;
    }
    String json = ReportJson.of(document);
    JsonObject data = parsed(json);
    assertThat(data.get("text").getAsString()).isEqualTo(text);
    assertThat(data.get("name").getAsString()).isEqualTo(name);
    assertThat(data.getAsJsonArray("units")).hasSameSizeAs(document.units());
    CollectionTally tally = new CollectionTally();
    tally.add(document);
    parsed(ReportJson.of(tally));
    AtlasTally atlas = new AtlasTally(AtlasTally.Limits.USUAL);
    atlas.add(1, name, SafrExplanations.of(jcas).units());
    JsonObject atlasData = parsed(AtlasJson.of(name, atlas, ReportLinks.none()));
    assertThat(atlasData.get("title").getAsString()).isEqualTo(name);
    if (all) {
      checkPages(document, json, tally);
    }
  }

  private void checkPages(ReportDocument document, String json, CollectionTally tally)
      throws IOException {
    Document page =
        page(
            "document.ftlh",
            "../",
            Map.of(
                "title",
                Pages.title(document.name()),
                "name",
                document.name(),
                "data",
                Pages.data(Pages.packed(json))));
    assertThat(unpacked(page.getElementById("document-data").data()))
        .isEqualTo(new String(json.getBytes(UTF_8), UTF_8));
    Document collection =
        page(CollectionPage.TEMPLATE, "", CollectionPage.of(document.name(), tally));
    parsed(collection.getElementById("collection-data").data());
  }

  private Document page(String template, String root, Map<String, Object> content)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pages.linked(template, root, content, out);
    // To jsoup, and to no browser, this character is the end.
    Document page = Jsoup.parse(out.toString(UTF_8).replace('\uFFFF', '\uFFFD'));
    List<String> active = new ArrayList<>();
    for (Element element : page.select(ACTIVE)) {
      active.add(element.tagName());
    }
    assertThat(active).containsExactly("link", "script", "script");
    for (Element element : page.getAllElements()) {
      assertThat(element.attributes().asList())
          .noneMatch(attribute -> attribute.getKey().startsWith("on"))
          .noneMatch(attribute -> attribute.getValue().startsWith("javascript:"));
    }
    return page;
  }

  private static String unpacked(String data) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(data.strip());
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Strictly, and it can stand in a page. */
  private static JsonObject parsed(String json) throws IOException {
    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = Streams.parse(reader);
      return element.getAsJsonObject();
    }
  }

  private void annotate(Draw draw, int length) {
    List<Classification> decisions = new ArrayList<>();
    List<Annotation> tokens = new ArrayList<>();
    for (int i = 0; i < MOST && draw.hasMore(); i++) {
      int kind = draw.below(5);
      int begin = draw.offset(length);
      int end = draw.offset(length);
      switch (kind) {
        case 0 -> decisions.add(decision(draw, begin, end));
        case 1 -> tokens.add(token(draw, begin, end, one(draw, decisions)));
        case 2 -> pair(draw, begin, end, one(draw, decisions), tokens);
        case 3 -> neurons(draw, begin, end, one(draw, decisions));
        default -> new io.github.safr.type.Token(jcas, begin, end).addToIndexes();
      }
    }
  }

  /** One of some; null if there are none, or by chance. */
  private static <T> T one(Draw draw, List<T> some) {
    int chosen = draw.below(some.size() + 1);
    return chosen == 0 ? null : some.get(chosen - 1);
  }

  private Classification decision(Draw draw, int begin, int end) {
    Classification decision = new Classification(jcas, begin, end);
    int count = draw.below(6);
    StringArray labels = new StringArray(jcas, count);
    for (int i = 0; i < count; i++) {
      String label = draw.text(60);
      labels.set(i, label.equals("\u0001") || label.isEmpty() ? null : label);
    }
    DoubleArray probabilities = doubles(draw, draw.below(8) == 7 ? 1 : count);
    if (draw.below(16) != 15) {
      decision.setLabels(labels);
      decision.setProbabilities(probabilities);
    }
    if (count > 0) {
      decision.setLabel(labels.get(draw.below(count)));
    }
    if (draw.chance()) {
      decision.setModel(draw.text(60));
    }
    decision.setConfidence(draw.number());
    decision.addToIndexes();
    return decision;
  }

  private ImportantToken token(Draw draw, int begin, int end, Classification decision) {
    ImportantToken token = new ImportantToken(jcas, begin, end);
    token.setRank(draw.below(256) - 1);
    token.setImportance(draw.number());
    token.setContribution(draw.number());
    token.setVisibility(draw.number());
    token.setClassification(decision);
    token.addToIndexes();
    return token;
  }

  private void pair(
      Draw draw, int begin, int end, Classification decision, List<Annotation> tokens) {
    CorrelatedTokens pair = new CorrelatedTokens(jcas, begin, end);
    pair.setFirst(one(draw, tokens));
    pair.setSecond(one(draw, tokens));
    pair.setScore(draw.number());
    pair.setAttention(draw.number());
    pair.setInterference(draw.number());
    pair.setClassification(decision);
    pair.addToIndexes();
  }

  private void neurons(Draw draw, int begin, int end, Classification decision) {
    NeuronAllocation allocation = new NeuronAllocation(jcas, begin, end);
    allocation.setLayer(draw.below(256) - 2);
    allocation.setNorm(draw.number());
    allocation.setCapacity(draw.number());
    allocation.setInterference(draw.number());
    allocation.setEffectiveNeurons(draw.number());
    int count = draw.below(10);
    IntegerArray neurons = new IntegerArray(jcas, count);
    for (int i = 0; i < count; i++) {
      neurons.set(i, draw.below(300) - 1);
    }
    allocation.setNeurons(neurons);
    allocation.setActivations(doubles(draw, draw.below(8) == 7 ? 1 : count));
    allocation.setEffects(doubles(draw, count));
    allocation.setClassification(decision);
    allocation.addToIndexes();
  }

  private DoubleArray doubles(Draw draw, int count) {
    DoubleArray values = new DoubleArray(jcas, count);
    for (int i = 0; i < count; i++) {
      values.set(i, draw.number());
    }
    return values;
  }
}
