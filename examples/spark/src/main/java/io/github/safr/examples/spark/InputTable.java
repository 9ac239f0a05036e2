package io.github.safr.examples.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The texts to annotate.
 *
 * @param locations files, folders or patterns, as Spark takes them
 * @param format how they are stored; null to go by their names
 */
record InputTable(List<String> locations, TableFormat format, String textColumn, String idColumn) {

  /** Why a row cannot be annotated, if the table itself says so; else null. */
  static final String PROBLEM = "problem";

  private static final String TEXT = "text";
  private static final String FILE = "file";
  private static final String NOT_JSON = "_not_json";

  /** Lines of JSON that are looked at to find out which columns there are. */
  private static final int SAMPLE = 1000;

  /**
   * The rows: id and text, both strings or null, what is wrong with the row or null, and the file
   * that it is from.
   *
   * @throws JobException if there is no such table, or it lacks the columns
   */
  Dataset<Row> read(SparkSession spark) throws JobException {
    return foundFormat(spark) == TableFormat.JSONL ? lines(spark) : parquet(spark);
  }

  private Dataset<Row> parquet(SparkSession spark) throws JobException {
    Dataset<Row> table = spark.read().parquet(paths());
    checkColumns(table.schema());
    DataType type = table.schema().apply(textColumn).dataType();
    if (!type.equals(StringType)) {
      throw new JobException(
          "Column '%s' is of type %s. Texts must be strings."
              .formatted(textColumn, type.simpleString()));
    }
    return table.select(
        named(idColumn).cast(StringType).as(ResultRows.ID),
        named(textColumn).as(TEXT),
        lit(null).cast(StringType).as(PROBLEM),
        col("_metadata.file_path").as(FILE));
  }

  private Dataset<Row> lines(SparkSession spark) throws JobException {
    Dataset<String> sample = spark.read().textFile(paths()).limit(SAMPLE);
    checkColumns(spark.read().json(sample).schema());
    // Columns are named, not inferred: that would read everything once more.
    StructType schema =
        new StructType()
            .add(idColumn, StringType)
            .add(textColumn, StringType)
            .add(NOT_JSON, StringType);
    return spark
        .read()
        .schema(schema)
        .option("columnNameOfCorruptRecord", NOT_JSON)
        .json(paths())
        .select(
            named(idColumn).as(ResultRows.ID),
            named(textColumn).as(TEXT),
            when(col(NOT_JSON).isNotNull(), lit("The line is not a JSON object.")).as(PROBLEM),
            col("_metadata.file_path").as(FILE));
  }

  private void checkColumns(StructType schema) throws JobException {
    List<String> columns = Arrays.asList(schema.fieldNames());
    for (String needed : List.of(textColumn, idColumn)) {
      if (!columns.contains(needed)) {
        throw new JobException(
            "The input has no column '%s'. It has: %s."
                .formatted(needed, String.join(", ", columns)));
      }
    }
  }

  private String[] paths() {
    return locations.toArray(String[]::new);
  }

  /** A column by its name, whatever characters that has. */
  private static Column named(String column) {
    return col("`" + column.replace("`", "``") + "`");
  }

  private TableFormat foundFormat(SparkSession spark) throws JobException {
    if (format != null) {
      return format;
    }
    Set<TableFormat> found = EnumSet.noneOf(TableFormat.class);
    for (String location : locations) {
      found.add(formatOf(new Path(location), spark));
    }
    if (found.size() > 1) {
      throw new JobException("The input is both JSONL and Parquet. Annotate one after the other.");
    }
    return found.iterator().next();
  }

  private static TableFormat formatOf(Path location, SparkSession spark) throws JobException {
    try {
      FileSystem files = location.getFileSystem(spark.sparkContext().hadoopConfiguration());
      FileStatus[] matches = files.globStatus(location);
      if (matches == null || matches.length == 0) {
        throw new JobException("There is no input '" + location + "'. Check the path.");
      }
      for (FileStatus match : matches) {
        RemoteIterator<LocatedFileStatus> inside = files.listFiles(match.getPath(), true);
        while (inside.hasNext()) {
          String name = inside.next().getPath().getName();
          if (!name.startsWith("_") && !name.startsWith(".")) {
            return TableFormat.ofName(name)
                .orElseThrow(
                    () ->
                        new JobException(
                            "'%s' tells no format by its name. Say --format jsonl or parquet."
                                .formatted(name)));
          }
        }
      }
      throw new JobException("There is no file in '" + location + "'.");
    } catch (IOException e) {
      throw new JobException("'" + location + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
