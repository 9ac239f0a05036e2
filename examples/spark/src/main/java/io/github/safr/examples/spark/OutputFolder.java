package io.github.safr.examples.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Where the results go: a folder of files, each of which holds all that one task made, and the
 * settings that they were made with.
 *
 * <p>A task's file is moved into the folder when it is complete. So what is in there is whole, at
 * any moment, and a run that goes on needs to look at nothing else.
 */
final class OutputFolder {

  /** The settings of the run; readers of tables pass over names that begin like this. */
  static final String SETTINGS = "_safr-run.json";

  /** What a run that has finished leaves; Spark's own name for it. */
  static final String SUCCESS = "_SUCCESS";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Path folder;
  private final TableFormat format;
  private final FileSystem files;

  OutputFolder(String location, TableFormat format, Configuration configuration)
      throws IOException {
    this.folder = new Path(location);
    this.format = format;
    this.files = folder.getFileSystem(configuration);
  }

  /**
   * Makes the folder ready for a run: an empty one gets the settings, one of a run with the same
   * settings stays as it is.
   *
   * @param overwrite whether to throw away what another run has left
   * @throws JobException if the folder holds anything else
   */
  void open(SortedMap<String, String> settings, boolean overwrite)
      throws JobException, IOException {
    boolean used = files.exists(folder) && files.listStatus(folder).length > 0;
    if (used) {
      if (!files.exists(new Path(folder, SETTINGS))) {
        throw new JobException(
            "'%s' holds something that is no output of ours, and is left alone. Name a new folder."
                .formatted(folder));
      }
      if (!overwrite) {
        checkSame(settings);
        return;
      }
      files.delete(folder, true);
    }
    write(settings);
  }

  private void checkSame(SortedMap<String, String> settings) throws JobException, IOException {
    Map<String, String> before = readSettings();
    TreeSet<String> all = new TreeSet<>(settings.keySet());
    all.addAll(before.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : all) {
      if (!Objects.equals(before.get(name), settings.get(name))) {
        differences.add(name + " was " + before.get(name) + ", now " + settings.get(name));
      }
    }
    if (!differences.isEmpty()) {
      throw new JobException(
          "'%s' holds the output of a run with other settings (%s). Use the same, name a new folder, or start again with --overwrite."
              .formatted(folder, String.join("; ", differences)));
    }
  }

  private Map<String, String> readSettings() throws JobException, IOException {
    Path file = new Path(folder, SETTINGS);
    try (FSDataInputStream in = files.open(file)) {
      Settings settings = GSON.fromJson(new String(in.readAllBytes(), UTF_8), Settings.class);
      if (settings != null) {
        return settings;
      }
    } catch (JsonParseException e) {
      throw new JobException("'" + file + "' is damaged. Start again with --overwrite.", e);
    }
    throw new JobException("'" + file + "' is empty. Start again with --overwrite.");
  }

  /** What is in the file. */
  private static final class Settings extends TreeMap<String, String> {
    private static final long serialVersionUID = 1L;
  }

  private void write(SortedMap<String, String> settings) throws IOException {
    Path part = new Path(folder, SETTINGS + ".part");
    try (OutputStream out = files.create(part, true)) {
      out.write((GSON.toJson(settings) + "\n").getBytes(UTF_8));
    }
    if (!files.rename(part, new Path(folder, SETTINGS))) {
      throw new IOException("'" + part + "' could not be renamed");
    }
  }

  /** What is in the folder so far. */
  Dataset<Row> content(SparkSession spark, String... columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(ResultRows.SCHEMA.apply(column));
    }
    return spark.read().schema(schema).format(source()).load(folder.toString());
  }

  /** Adds rows, a file for each task. */
  void append(Dataset<Row> rows) throws IOException {
    files.delete(new Path(folder, SUCCESS), false);
    DataFrameWriter<Row> writer =
        rows.write()
            .mode(SaveMode.Append)
            // Version 2 moves a file into place when its task ends, version 1 when all have ended.
            .option("mapreduce.fileoutputcommitter.algorithm.version", "2")
            // A second file of the same task could be lost without the first.
            .option("maxRecordsPerFile", 0);
    if (format == TableFormat.JSONL) {
      writer = writer.option("ignoreNullFields", false);
    }
    writer.format(source()).save(folder.toString());
  }

  /** Notes that nothing is missing. */
  void finish() throws IOException {
    Path success = new Path(folder, SUCCESS);
    if (!files.exists(success)) {
      files.create(success, true).close();
    }
  }

  private String source() {
    return format == TableFormat.JSONL ? "json" : "parquet";
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
