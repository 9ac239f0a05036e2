package io.github.safr.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The list of word pieces")
class PieceListTest {

  @Test
  void isInTheOrderOfIds() throws IOException {
    assertThat(read("{'model': {'vocab': {'b': 1, '##c': 2, 'a': 0}}}"))
        .containsExactly("a", "b", "##c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "{",
        "{}",
        "{'model': 7}",
        "{'model': {}}",
        "{'model': {'vocab': 7}}",
        "{'model': {'vocab': ['a', 'b', 'c']}}",
        "{'model': {'vocab': {'a': 0, 'b': 1}}}",
        "{'model': {'vocab': {'a': 0, 'b': 1, 'c': 1}}}",
        "{'model': {'vocab': {'a': 0, 'b': 1, 'c': 3}}}",
        "{'model': {'vocab': {'a': 0, 'b': 1, 'c': -1}}}",
        "{'model': {'vocab': {'a': 0, 'b': 1, 'c': 'x'}}}",
        "{'model': {'vocab': {'a': 0, 'b': 1, 'c': null}}}",
        "{'model': {'vocab': {'a': 0, 'b': 1, 'c': [2, 2]}}}",
        "{'model': {'vocab': {'a': 0, 'b': 1, 'c': {}}}}"
      })
  void isCompleteOrRefused(String json) {
    assertThatIOException()
        .isThrownBy(() -> read(json))
        .withMessageStartingWith("The tokenizer file ");
  }

  private static List<String> read(String json) throws IOException {
    return PieceList.read(new StringReader(json.replace('\'', '"')), 3);
  }
}
