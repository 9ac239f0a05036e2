package io.github.safr.batching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items of one or more requests of one kind that are run together. */
record Batch<K, I, R>(List<Row<K, I, R>> rows) {

  /** An item: where it comes from, and where its result goes. */
  record Row<K, I, R>(Request<K, I, R> request, int number) {

    int length() {
      return request.length(number);
    }

    I item() {
      return request.item(number);
    }
  }

  /** The items that somebody still waits for. */
  Batch<K, I, R> open() {
    return new Batch<>(rows.stream().filter(row -> row.request().isOpen()).toList());
  }

  /** One batch for each request that has items here. */
  List<Batch<K, I, R>> byRequest() {
    Map<Request<K, I, R>, List<Row<K, I, R>>> parts = new LinkedHashMap<>();
    rows.forEach(
        row -> parts.computeIfAbsent(row.request(), request -> new ArrayList<>()).add(row));
    return parts.values().stream().map(Batch::new).toList();
  }
}
