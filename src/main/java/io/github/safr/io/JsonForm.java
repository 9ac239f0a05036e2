package io.github.safr.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
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
 * Writes a CAS as UIMA's JSON CAS, with its whole type system and offsets in UTF-16 code units. The
 * parts are UIMA's own; its {@code JsonCas2Serializer} puts them together in the same way, but
 * indents, which makes files larger.
 */
final class JsonForm {

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
          // Whoever opened the stream closes it.
          .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .withAttribute(SofaMode.KEY, SofaMode.AS_REGULAR_FEATURE_STRUCTURE)
          .withAttribute(FeatureStructuresMode.KEY, FeatureStructuresMode.AS_ARRAY)
          .withAttribute(OffsetConversionMode.KEY, OffsetConversionMode.UTF_16)
          .withAttribute(TypeSystemMode.KEY, TypeSystemMode.FULL);

  private JsonForm() {}

  /** Writes a CAS; every character of its texts and features can be carried. */
  static void write(CAS cas, OutputStream out) throws IOException {
    try {
      WRITER.writeValue(out, cas);
    } catch (JsonProcessingException e) {
      // Its message might quote the text.
      throw new IOException("not expressible as JSON", e);
    }
  }
}
