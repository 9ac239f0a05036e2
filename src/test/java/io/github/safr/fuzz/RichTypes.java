package io.github.safr.fuzz;

import java.util.List;
import org.apache.uima.UIMAException;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.metadata.AllowedValue;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;

/** Our types beside one that has features of every kind, and annotations of others. */
final class RichTypes {

  static final String THING = "fuzz.Thing";
  static final String WORD = "foreign.Word";
  static final String PARAGRAPH = "foreign.Paragraph";

  private RichTypes() {}

  static TypeSystemDescription description() throws UIMAException {
    TypeSystemDescription types =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    TypeDescription kind = types.addType("fuzz.Kind", "", CAS.TYPE_NAME_STRING);
    AllowedValue value = UIMAFramework.getResourceSpecifierFactory().createAllowedValue();
    value.setString("one");
    kind.setAllowedValues(new AllowedValue[] {value});
    TypeDescription thing = types.addType(THING, "", CAS.TYPE_NAME_ANNOTATION);
    List<String> ranges =
        List.of(
            CAS.TYPE_NAME_STRING,
            CAS.TYPE_NAME_BOOLEAN,
            CAS.TYPE_NAME_BYTE,
            CAS.TYPE_NAME_SHORT,
            CAS.TYPE_NAME_INTEGER,
            CAS.TYPE_NAME_LONG,
            CAS.TYPE_NAME_FLOAT,
            CAS.TYPE_NAME_DOUBLE,
            CAS.TYPE_NAME_FS_ARRAY,
            CAS.TYPE_NAME_STRING_ARRAY,
            CAS.TYPE_NAME_INTEGER_ARRAY,
            CAS.TYPE_NAME_BYTE_ARRAY,
            CAS.TYPE_NAME_DOUBLE_ARRAY,
            CAS.TYPE_NAME_STRING_LIST,
            CAS.TYPE_NAME_INTEGER_LIST,
            CAS.TYPE_NAME_FS_LIST,
            CAS.TYPE_NAME_TOP,
            "fuzz.Kind");
    for (String range : ranges) {
      thing.addFeature("a" + range.substring(range.lastIndexOf('.') + 1), "", range);
    }
    thing.addFeature("shared", "", CAS.TYPE_NAME_FS_ARRAY, CAS.TYPE_NAME_TOP, true);
    thing.addFeature("sharedList", "", CAS.TYPE_NAME_FS_LIST, null, true);
    types.addType(WORD, "", CAS.TYPE_NAME_ANNOTATION);
    types.addType(PARAGRAPH, "", CAS.TYPE_NAME_ANNOTATION);
    TypeSystemDescription ours =
        TypeSystemDescriptionFactory.createTypeSystemDescription(
            "io.github.safr.type.SafrTypeSystem");
    return CasCreationUtils.mergeTypeSystems(List.of(ours, types));
  }

  static CAS emptyCas() throws UIMAException {
    return CasCreationUtils.createCas(description(), null, null);
  }
}
