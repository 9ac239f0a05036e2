package io.github.safr.model;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Walks through a protobuf message before anything is made of it. Two bytes of a file can become an
 * object of sixty, so fields are counted first; and what the parser of Java does not know, that of
 * TensorFlow might, so it is refused.
 */
final class MessageScan {

  /** The bundled network of word pieces has 24,000. */
  private static final int MOST_FIELDS = 1_000_000;

  /** A constant's dimension lies nine deep. */
  private static final int DEEPEST = 12;

  private int fields;

  private MessageScan() {}

  /**
   * Looks at a message of a kind.
   *
   * @throws InvalidProtocolBufferException if it is damaged, holds fields that the kind does not
   *     have, or too many, or is nested too deep
   */
  static void scan(byte[] bytes, Descriptor kind) throws IOException {
    new MessageScan().scan(CodedInputStream.newInstance(bytes), kind, 0);
  }

  private void scan(CodedInputStream in, Descriptor kind, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new InvalidProtocolBufferException("It is nested too deep.");
    }
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      FieldDescriptor field = kind.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      if (field == null || !isOf(field, WireFormat.getTagWireType(tag))) {
        throw new InvalidProtocolBufferException("It holds fields that are not known.");
      }
      count(1);
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        int length = in.readRawVarint32();
        int outer = in.pushLimit(length);
        scan(in, field.getMessageType(), depth + 1);
        in.checkLastTagWas(0);
        in.popLimit(outer);
      } else if (field.isPackable() && isPacked(tag)) {
        int length = in.readRawVarint32();
        count(length);
        in.skipRawBytes(length);
      } else {
        in.skipField(tag);
      }
    }
  }

  private void count(int more) throws InvalidProtocolBufferException {
    if (more < 0 || more > MOST_FIELDS - fields) {
      throw new InvalidProtocolBufferException("It has too many fields.");
    }
    fields += more;
  }

  private static boolean isOf(FieldDescriptor field, int wireType) {
    return field.getLiteType().getWireType() == wireType
        || (field.isPackable() && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  private static boolean isPacked(int tag) {
    return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }
}
