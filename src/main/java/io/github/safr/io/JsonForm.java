package io.github.safr.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.uima.cas.ArrayFS;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.json.jsoncas2.JsonCas2Names;
import org.apache.uima.json.jsoncas2.mode.FeatureStructuresMode;
import org.apache.uima.json.jsoncas2.mode.OffsetConversionMode;
import org.apache.uima.json.jsoncas2.mode.SofaMode;
import org.apache.uima.json.jsoncas2.mode.TypeSystemMode;
import org.apache.uima.json.jsoncas2.model.Views;
import org.apache.uima.json.jsoncas2.ref.ReferenceCache;
import org.apache.uima.json.jsoncas2.ser.CasSerializer;
import org.apache.uima.json.jsoncas2.ser.CommonArrayFSSerializer;
import org.apache.uima.json.jsoncas2.ser.FeatureSerializer;
import org.apache.uima.json.jsoncas2.ser.FeatureStructureSerializer;
import org.apache.uima.json.jsoncas2.ser.FeatureStructuresAsArraySerializer;
import org.apache.uima.json.jsoncas2.ser.TypeSerializer;
import org.apache.uima.json.jsoncas2.ser.TypeSystemSerializer;

/**
 * Writes a CAS as UIMA's JSON CAS, with its whole type system and offsets in UTF-16 code units. The
 * parts are UIMA's own but for two, which refer to structures that are not there; its {@code
 * JsonCas2Serializer} puts them together in the same way, but indents, which makes files larger.
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
                  .addSerializer(new Arrays())
                  .addSerializer(new FeatureStructureSerializer())
                  .addSerializer(new FeatureStructuresAsArraySerializer())
                  .addSerializer(new Members()))
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

  /** Elements of arrays that are no structures are null; for UIMA's part they have a number. */
  private static final class Arrays extends CommonArrayFSSerializer {

    private static final long serialVersionUID = 1L;

    @Override
    protected void writeBody(SerializerProvider provider, JsonGenerator out, FeatureStructure made)
        throws IOException {
      if (!(made instanceof ArrayFS<?> array)) {
        super.writeBody(provider, out, made);
        return;
      }
      ReferenceCache references = ReferenceCache.get(provider);
      out.writeArrayFieldStart(JsonCas2Names.ELEMENTS_FIELD);
      for (int i = 0; i < array.size(); i++) {
        FeatureStructure element = array.get(i);
        if (element == null) {
          out.writeNull();
        } else {
          out.writeNumber(references.fsRef(element));
        }
      }
      out.writeEndArray();
    }
  }

  /** A view has no sofa if there is none; in UIMA's part it has the number of none. */
  private static final class Members extends StdSerializer<Views> {

    private static final long serialVersionUID = 1L;

    Members() {
      super(Views.class);
    }

    @Override
    public void serialize(Views views, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      ReferenceCache references = ReferenceCache.get(provider);
      out.writeStartObject();
      for (CAS view : views) {
        out.writeObjectFieldStart(view.getViewName());
        if (view.getSofa() != null) {
          out.writeNumberField(JsonCas2Names.VIEW_SOFA_FIELD, references.fsRef(view.getSofa()));
        }
        int[] members =
            view.getIndexedFSs().stream().mapToInt(references::fsRef).sorted().toArray();
        out.writeFieldName(JsonCas2Names.VIEW_MEMBERS_FIELD);
        out.writeArray(members, 0, members.length);
        out.writeEndObject();
      }
      out.writeEndObject();
    }
  }
}
