package io.github.safr.uima;

import io.github.safr.model.SafrModel;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mockito.MockedStatic;

/** For the time of a test, and on its thread, every location has the same fake model. */
final class FakeLoading implements BeforeEachCallback, AfterEachCallback {

  private final SafrModel model;
  private MockedStatic<SafrModel> loading;

  FakeLoading(SafrModel model) {
    this.model = model;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    loading = FakeModel.everywhere(model);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    loading.close();
  }

  /** What {@link SafrModel#load} was asked, and what it is to answer. */
  MockedStatic<SafrModel> calls() {
    return loading;
  }
}
