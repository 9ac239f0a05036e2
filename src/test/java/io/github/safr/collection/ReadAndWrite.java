package io.github.safr.collection;

import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.collection.CollectionReader;
import org.apache.uima.util.CasCreationUtils;

/** A program that reads a folder and writes it, with UIMA's core and nothing more. */
public final class ReadAndWrite {

  private ReadAndWrite() {}

  /**
   * Reads and writes.
   *
   * @param args a pattern to read, a folder to write into
   */
  public static void main(String... args) throws Exception {
    CollectionReader reader =
        UIMAFramework.produceCollectionReader(
            Descriptors.reader(DocumentsReader.PARAM_INPUT, new String[] {args[0]}));
    AnalysisEngine writer = UIMAFramework.produceAnalysisEngine(Descriptors.writer(args[1]));
    CAS cas = CasCreationUtils.createCas(reader.getProcessingResourceMetaData());
    reader.typeSystemInit(cas.getTypeSystem());
    while (reader.hasNext()) {
      reader.getNext(cas);
      writer.process(cas);
      cas.reset();
    }
    System.out.println("skipped " + ((DocumentsReader) reader).skipped());
    reader.destroy();
    writer.destroy();
  }
}
