package io.github.safr.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.io.CasFormat;
import io.github.safr.io.CasWriter;
import io.github.safr.io.Document;
import io.github.safr.io.DocumentException;
import io.github.safr.io.DocumentFormat;
import io.github.safr.io.JsonCasFile;
import io.github.safr.io.XmiFile;
import io.github.safr.testing.CasContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.uima.UIMAException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.cas.DoubleArray;
import org.apache.uima.jcas.cas.FSArray;
import org.apache.uima.jcas.cas.IntegerArray;
import org.apache.uima.jcas.cas.NonEmptyStringList;
import org.apache.uima.jcas.cas.StringArray;
import org.apache.uima.jcas.tcas.Annotation;

/**
 * Any bytes for an annotated document. One that can be read can be written in every format, and is
 * the same when it is read again; and the next document is none the worse for it.
 */
public final class CasFileTarget implements FuzzTarget {

  /** After how many documents the good one is read. */
  private static final int CASES_A_CHECK = 8;

  /** The three formats, and each of them once in four times with all that it holds. */
  private static final int TURNS = 12;

  private static final Pattern SOFA_NUMBER = Pattern.compile("sofaNum=\\d+, ");

  private final DocumentFormat format;
  private final Scratch scratch = new Scratch();
  private final Map<CasFormat, CasWriter> writers = new TreeMap<>();
  private final CAS cas;
  private final CAS again;
  private final CAS thrice;
  private final Path good;
  private final List<String> goodContent;
  private int cases;

  public CasFileTarget(DocumentFormat format) {
    this.format = format;
    try {
      cas = RichTypes.emptyCas();
      again = RichTypes.emptyCas();
      thrice = RichTypes.emptyCas();
      for (CasFormat written : CasFormat.values()) {
        writers.put(written, CasWriter.into(scratch.folder().resolve(written.name()), written));
      }
      good = writers.get(own()).write(sample(cas), "good").file();
      cas.reset();
      document(good).readInto(cas, "en");
      goodContent = CasContent.of(cas);
    } catch (UIMAException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private CasFormat own() {
    return format == DocumentFormat.JSON ? CasFormat.JSON : CasFormat.XMI;
  }

  private static CAS sample(CAS cas) throws UIMAException {
    cas.setDocumentLanguage("en");
    cas.setDocumentText("The soup \uD83D\uDE00 was cold.\nVery.");
    JCas jcas = cas.getJCas();
    Type type = cas.getTypeSystem().getType(RichTypes.THING);
    Annotation thing = (Annotation) cas.createAnnotation(type, 4, 8);
    set(thing, "aString", "a \"b\" <c>");
    thing.setFeatureValueFromString(type.getFeatureByBaseName("aInteger"), "-7");
    thing.setFeatureValueFromString(type.getFeatureByBaseName("aDouble"), "0.25");
    thing.setFeatureValueFromString(type.getFeatureByBaseName("aBoolean"), "true");
    set(thing, "aIntegerArray", IntegerArray.create(jcas, new int[] {1, -2}));
    set(thing, "aDoubleArray", DoubleArray.create(jcas, new double[] {1.5, Double.NaN}));
    set(thing, "aStringArray", StringArray.create(jcas, new String[] {"x", "", "y"}));
    FSArray<FeatureStructure> array = new FSArray<>(jcas, 2);
    array.set(0, thing);
    set(thing, "aFSArray", array);
    set(thing, "shared", array);
    NonEmptyStringList list = new NonEmptyStringList(jcas, "end", jcas.emptyStringList());
    set(thing, "aStringList", new NonEmptyStringList(jcas, "head", list));
    thing.addToIndexes();
    new io.github.safr.type.Token(jcas, 0, 3).addToIndexes();
    new io.github.safr.type.Sentence(jcas, 0, 18).addToIndexes();
    CAS other = cas.createView("other");
    other.setDocumentText("Noch ein Text.");
    other.addFsToIndexes(other.createAnnotation(type, 0, 4));
    return cas;
  }

  private static void set(FeatureStructure structure, String feature, Object value) {
    var named = structure.getType().getFeatureByBaseName(feature);
    if (value instanceof FeatureStructure other) {
      structure.setFeatureValue(named, other);
    } else {
      structure.setStringValue(named, (String) value);
    }
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(Files.readAllBytes(good));
    if (format == DocumentFormat.JSON) {
      String whole = Files.readString(good);
      // Without types it is short, and changes meet what matters.
      String bare = "{" + whole.substring(whole.indexOf("\"%FEATURE_STRUCTURES\""));
      seeds.add(bare.getBytes(UTF_8));
      seeds.add(
          ("{\"%HEADER\":{\"%OFFSET_ENCODING\":\"UTF-8\"}," + bare.substring(1)).getBytes(UTF_8));
      seeds.add(
          ("{\"%HEADER\":{\"%OFFSET_ENCODING\":\"UTF-32\"}," + bare.substring(1)).getBytes(UTF_8));
      seeds.add("{\"%FEATURE_STRUCTURES\":[],\"%VIEWS\":{}}".getBytes(UTF_8));
    } else {
      String whole = Files.readString(good);
      seeds.add(whole.replace("version=\"1.0\"", "version=\"1.1\"").getBytes(UTF_8));
      seeds.add(
          "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmi:version=\"2.0\"/>".getBytes(UTF_8));
    }
    return seeds;
  }

  @Override
  public void check(byte[] input) throws Exception {
    Path file = scratch.write("a." + format, input);
    cas.reset();
    try {
      document(file).readInto(cas, "en");
    } catch (DocumentException e) {
      assertThat(e).hasMessageContaining(scratch.folder().toString());
      checkNext();
      return;
    }
    // In one of the formats, as the input has it; the others have their turns.
    int turn = Math.floorMod(Arrays.hashCode(input), TURNS);
    CasFormat written = CasFormat.values()[turn % 3];
    Path first = writers.get(written).write(cas, "first").file();
    again.reset();
    document(first).readInto(again, "en");
    assertThat(indexed(again)).as("%s", written).isEqualTo(indexed(cas));
    checkNext();
    if (turn >= 3) {
      return;
    }
    // What was read may share what cannot be shared, or have what XML lacks: once is enough.
    Path second = writers.get(written).write(again, "second").file();
    thrice.reset();
    document(second).readInto(thrice, "en");
    assertThat(content(thrice)).as("%s", written).isEqualTo(content(again));
  }

  /** But for the numbers of views, which UIMA counts anew. */
  private static List<String> content(CAS cas) {
    return CasContent.of(cas).stream()
        .map(line -> SOFA_NUMBER.matcher(line).replaceAll(""))
        .toList();
  }

  private void checkNext() throws IOException {
    cas.reset();
    if (++cases % CASES_A_CHECK != 0) {
      return;
    }
    document(good).readInto(cas, "en");
    assertThat(CasContent.of(cas)).isEqualTo(goodContent);
  }

  /**
   * What stands in the indexes of each view. What describes a document does not count: UIMA adds
   * it, or lets it end with the text, when it reads XMI.
   */
  private static List<String> indexed(CAS cas) {
    List<String> all = new ArrayList<>();
    cas.getViewIterator()
        .forEachRemaining(
            view ->
                view.getIndexedFSs().stream()
                    .filter(fs -> !CAS.TYPE_NAME_DOCUMENT_ANNOTATION.equals(fs.getType().getName()))
                    .forEach(fs -> all.add(view.getViewName() + ": " + described(fs))));
    all.sort(null);
    return all;
  }

  private static String described(FeatureStructure fs) {
    return fs instanceof Annotation span
        ? "%s %d %d".formatted(fs.getType().getName(), span.getBegin(), span.getEnd())
        : fs.getType().getName();
  }

  private static Document document(Path file) {
    return file.toString().endsWith(".json") ? new JsonCasFile(file, "a") : new XmiFile(file, "a");
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
