package io.github.safr.io;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.uima.cas.CAS;
import org.apache.uima.json.jsoncas2.mode.FeatureStructuresMode;
import org.apache.uima.json.jsoncas2.mode.OffsetConversionMode;
import org.apache.uima.json.jsoncas2.mode.SofaMode;
import org.apache.uima.json.jsoncas2.mode.TypeSystemMode;
import org.apache.uima.json.jsoncas2.ser.CasSerializer;
import org.apache.uima.json.jsoncas2.ser.CommonArrayFSSerializer;
import org.apache.uima.json.jsoncas2.ser.FeatureSerializer;
import org.apache.uima.json.jsoncas2.ser.FeatureStructureSerializer;
import org.apache.uima.json.jsoncas2.ser.FeatureStructuresAsArraySerializer;
import org.apache.uima.json.jsoncas2.ser.TypeSerializer;
import org.apache.uima.json.jsoncas2.ser.TypeSystemSerializer;
import org.apache.uima.json.jsoncas2.ser.ViewsSerializer;

/**
 * Writes a CAS as UIMA's JSON CAS, with its whole type system and offsets in UTF-16 code units.
 *
 * <p>The parts are UIMA's own. Its {@code JsonCas2Serializer} puts them together in the same way,
 * but indents, which doubles the files, and stops at a surrogate that lacks its other half.
 */
final class JsonForm extends JsonGeneratorDelegate {

  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(new CasSerializer())
                  .addSerializer(new TypeSystemSerializer())
                  .addSerializer(new TypeSerializer())
                  .addSerializer(new FeatureSerializer())
                  .addSerializer(new CommonArrayFSSerializer())
                  .addSerializer(new FeatureStructureSerializer())
                  .addSerializer(new FeatureStructuresAsArraySerializer())
                  .addSerializer(new ViewsSerializer()))
          .writer()
          .withAttribute(SofaMode.KEY, SofaMode.AS_REGULAR_FEATURE_STRUCTURE)
          .withAttribute(FeatureStructuresMode.KEY, FeatureStructuresMode.AS_ARRAY)
          .withAttribute(OffsetConversionMode.KEY, OffsetConversionMode.UTF_16)
          .withAttribute(TypeSystemMode.KEY, TypeSystemMode.FULL);

  private int replaced;

  private JsonForm(JsonGenerator json) {
    super(json);
  }

  /**
   * Writes a CAS.
   *
   * @return how many surrogates without their other half were replaced in texts and features
   */
  static int write(CAS cas, OutputStream out) throws IOException {
    try (JsonGenerator json = WRITER.createGenerator(out, JsonEncoding.UTF8)) {
      // Whoever opened the stream closes it.
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      JsonForm form = new JsonForm(json);
      WRITER.writeValue(form, cas);
      return form.replaced;
    } catch (JsonProcessingException e) {
      // Its message might quote the text.
      throw new IOException("not expressible as JSON", e);
    }
  }

  @Override
  public void writeString(String text) throws IOException {
    delegate.writeString(carried(text));
  }

  @Override
  public void writeArray(String[] array, int offset, int length) throws IOException {
    String[] carried = new String[length];
    for (int i = 0; i < length; i++) {
      carried[i] = carried(array[offset + i]);
    }
    delegate.writeArray(carried, 0, length);
  }

  private String carried(String text) {
    if (text == null) {
      return null;
    }
    replaced += Characters.UNICODE.countForbidden(text);
    return Characters.UNICODE.replaceForbidden(text);
  }
}
