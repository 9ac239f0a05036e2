package io.github.safr.examples.spark;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import io.github.safr.explanations.WordNeurons;
import io.github.safr.explanations.WordPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.uima.cas.text.AnnotationFS;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of the output: one for each decision, or one that says why there is none. Offsets are
 * those of UIMA and Java, in UTF-16 code units from 0.
 */
final class ResultRows {

  static final String ID = "id";
  static final String ERROR = "error";

  private static final StructType WORD =
      new StructType()
          .add("text", StringType)
          .add("begin", IntegerType)
          .add("end", IntegerType)
          .add("rank", IntegerType)
          .add("importance", DoubleType)
          .add("contribution", DoubleType)
          .add("visibility", DoubleType);

  private static final StructType PAIR =
      new StructType()
          .add("first", StringType)
          .add("firstBegin", IntegerType)
          .add("firstEnd", IntegerType)
          .add("second", StringType)
          .add("secondBegin", IntegerType)
          .add("secondEnd", IntegerType)
          .add("attention", DoubleType)
          .add("interference", DoubleType)
          .add("score", DoubleType);

  private static final StructType NEURON =
      new StructType()
          .add("word", StringType)
          .add("begin", IntegerType)
          .add("end", IntegerType)
          .add("layer", IntegerType)
          .add("neuron", IntegerType)
          .add("activation", DoubleType)
          .add("effect", DoubleType);

  /** The columns. */
  static final StructType SCHEMA =
      new StructType()
          .add(ID, StringType)
          .add("unit", IntegerType)
          .add("begin", IntegerType)
          .add("end", IntegerType)
          .add("label", StringType)
          .add("confidence", DoubleType)
          .add("probabilities", createMapType(StringType, DoubleType))
          .add("words", createArrayType(WORD))
          .add("pairs", createArrayType(PAIR))
          .add("neurons", createArrayType(NEURON))
          .add("model", StringType)
          .add(ERROR, StringType);

  private ResultRows() {}

  /** A row for a text without a decision. */
  static Row failed(String id, String error) {
    Object[] values = new Object[SCHEMA.size()];
    values[SCHEMA.fieldIndex(ID)] = id;
    values[SCHEMA.fieldIndex(ERROR)] = error;
    return RowFactory.create(values);
  }

  /** A row for each decision, numbered from 0. */
  static List<Row> of(String id, List<ExplainedUnit> units) {
    List<Row> rows = new ArrayList<>(units.size());
    for (ExplainedUnit unit : units) {
      rows.add(
          RowFactory.create(
              id,
              rows.size(),
              unit.begin(),
              unit.end(),
              unit.label(),
              unit.confidence(),
              map(unit.probabilities()),
              seq(unit.importantTokens().stream().map(ResultRows::word).toList()),
              seq(unit.pairs().stream().map(ResultRows::pair).toList()),
              seq(unit.allocations().stream().flatMap(word -> neurons(word).stream()).toList()),
              unit.model(),
              null));
    }
    return rows;
  }

  private static Row word(ImportantWord word) {
    return RowFactory.create(
        word.text(),
        word.begin(),
        word.end(),
        word.rank(),
        word.importance(),
        word.contribution(),
        word.visibility());
  }

  private static Row pair(WordPair pair) {
    AnnotationFS first = pair.first();
    AnnotationFS second = pair.second();
    return RowFactory.create(
        first.getCoveredText(),
        first.getBegin(),
        first.getEnd(),
        second.getCoveredText(),
        second.getBegin(),
        second.getEnd(),
        pair.attention(),
        pair.interference(),
        pair.score());
  }

  private static List<Row> neurons(WordNeurons word) {
    return word.neurons().stream()
        .map(
            neuron ->
                RowFactory.create(
                    word.text(),
                    word.begin(),
                    word.end(),
                    word.layer(),
                    neuron.index(),
                    orNull(neuron.activation()),
                    orNull(neuron.effect())))
        .toList();
  }

  /** What the model does not say is null; JSON has no NaN. */
  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static scala.collection.Map<String, Double> map(Map<String, Double> values) {
    return CollectionConverters.asScala(values);
  }

  private static scala.collection.Seq<Row> seq(List<Row> rows) {
    return CollectionConverters.asScala(rows).toSeq();
  }
}
