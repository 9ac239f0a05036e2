package io.github.safr.packaging;

/** Settings of parameters, as UIMA writes them in XML. */
final class Parameters {

  private Parameters() {}

  static String string(String name, String value) {
    return of(name, "<string>" + value + "</string>");
  }

  static String of(String name, String value) {
    return "<nameValuePair><name>" + name + "</name><value>" + value + "</value></nameValuePair>";
  }
}
