package io.github.safr.examples.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** What a task does: annotates its rows, one after the other, as they are asked for. */
final class AnnotateRows implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  private final AnnotationSettings settings;

  AnnotateRows(AnnotationSettings settings) {
    this.settings = settings;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws Exception {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    TaskContext task = TaskContext.get();
    AnnotationSettings here =
        settings.on(AssignedCard.device(settings.device(), task.resourcesJMap()));
    UimaPipeline pipeline = ExecutorPipelines.take(here);
    TaskCompletionListener giveBack = ended -> ExecutorPipelines.giveBack(here, pipeline);
    task.addTaskCompletionListener(giveBack);
    RowAnnotator annotator =
        new RowAnnotator(
            here, pipeline, () -> task.isInterrupted() || Thread.currentThread().isInterrupted());
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .flatMap(row -> annotator.annotate(row).stream())
        .iterator();
  }
}
