package io.github.safr.io;

import java.util.List;
import org.apache.uima.cas.BooleanArrayFS;
import org.apache.uima.cas.ByteArrayFS;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.DoubleArrayFS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.FloatArrayFS;
import org.apache.uima.cas.IntArrayFS;
import org.apache.uima.cas.LongArrayFS;
import org.apache.uima.cas.ShortArrayFS;
import org.apache.uima.cas.StringArrayFS;
import org.apache.uima.cas.Type;

/**
 * Values of JSON as those of features and arrays. One that does not fit is an {@link
 * ArithmeticException} or {@link ClassCastException}.
 */
final class JsonValues {

  private JsonValues() {}

  static int integer(Object value) {
    return Math.toIntExact((Long) value);
  }

  private static int within(Object value, int least, int most) {
    int integer = integer(value);
    if (integer < least || integer > most) {
      throw new ArithmeticException("A number is too large for its feature.");
    }
    return integer;
  }

  private static short shortOf(Object value) {
    return (short) within(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  /** JSON has no numbers for what these words say. */
  private static double decimal(Object value) {
    if (value instanceof String word) {
      return switch (word) {
        case "NaN" -> Double.NaN;
        case "Infinity", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Infinity", "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> throw new ArithmeticException("A word is no number.");
      };
    }
    return ((Number) value).doubleValue();
  }

  /** Sets a feature that is no reference. */
  static void set(FeatureStructure structure, Feature feature, Object value) {
    switch (feature.getRange().getName()) {
      case CAS.TYPE_NAME_BOOLEAN -> structure.setBooleanValue(feature, (Boolean) value);
      case CAS.TYPE_NAME_BYTE ->
          structure.setByteValue(feature, (byte) within(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case CAS.TYPE_NAME_SHORT -> structure.setShortValue(feature, shortOf(value));
      case CAS.TYPE_NAME_INTEGER -> structure.setIntValue(feature, integer(value));
      case CAS.TYPE_NAME_LONG -> structure.setLongValue(feature, (Long) value);
      case CAS.TYPE_NAME_FLOAT -> structure.setFloatValue(feature, (float) decimal(value));
      case CAS.TYPE_NAME_DOUBLE -> structure.setDoubleValue(feature, decimal(value));
      default -> structure.setStringValue(feature, (String) value);
    }
  }

  /** An array of bytes. */
  static FeatureStructure array(CAS cas, byte[] bytes) {
    ByteArrayFS array = cas.createByteArrayFS(bytes.length);
    array.copyFromArray(bytes, 0, 0, bytes.length);
    return array;
  }

  /** An array of neither bytes nor references. */
  static FeatureStructure array(CAS cas, Type type, List<Object> elements) {
    int size = elements.size();
    switch (type.getName()) {
      case CAS.TYPE_NAME_BOOLEAN_ARRAY -> {
        BooleanArrayFS array = cas.createBooleanArrayFS(size);
        for (int i = 0; i < size; i++) {
          array.set(i, (Boolean) elements.get(i));
        }
        return array;
      }
      case CAS.TYPE_NAME_SHORT_ARRAY -> {
        ShortArrayFS array = cas.createShortArrayFS(size);
        for (int i = 0; i < size; i++) {
          array.set(i, shortOf(elements.get(i)));
        }
        return array;
      }
      case CAS.TYPE_NAME_INTEGER_ARRAY -> {
        IntArrayFS array = cas.createIntArrayFS(size);
        for (int i = 0; i < size; i++) {
          array.set(i, integer(elements.get(i)));
        }
        return array;
      }
      case CAS.TYPE_NAME_LONG_ARRAY -> {
        LongArrayFS array = cas.createLongArrayFS(size);
        for (int i = 0; i < size; i++) {
          array.set(i, (Long) elements.get(i));
        }
        return array;
      }
      case CAS.TYPE_NAME_FLOAT_ARRAY -> {
        FloatArrayFS array = cas.createFloatArrayFS(size);
        for (int i = 0; i < size; i++) {
          array.set(i, (float) decimal(elements.get(i)));
        }
        return array;
      }
      case CAS.TYPE_NAME_DOUBLE_ARRAY -> {
        DoubleArrayFS array = cas.createDoubleArrayFS(size);
        for (int i = 0; i < size; i++) {
          array.set(i, decimal(elements.get(i)));
        }
        return array;
      }
      case CAS.TYPE_NAME_STRING_ARRAY -> {
        StringArrayFS array = cas.createStringArrayFS(size);
        for (int i = 0; i < size; i++) {
          array.set(i, (String) elements.get(i));
        }
        return array;
      }
      default -> throw new IllegalArgumentException("No array of this type is known.");
    }
  }
}
