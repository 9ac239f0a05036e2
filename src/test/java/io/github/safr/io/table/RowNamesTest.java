package io.github.safr.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowNamesTest {

  private static final String SAFE = "reviews\\.tsv/000001/0001234-[\\p{L}\\p{Nd}._-]+";

  private final RowNames names = new RowNames("reviews.tsv", true);

  @Test
  void aThousandRowsShareAFolder() {
    RowNames numbered = new RowNames("reviews.tsv", false);
    assertThat(numbered.name(1, null)).isEqualTo("reviews.tsv/000000/reviews-0000001");
    assertThat(numbered.name(12_345, null)).isEqualTo("reviews.tsv/000012/reviews-0012345");
    assertThat(numbered.name(2_000_000_000L, null))
        .isEqualTo("reviews.tsv/2000000/reviews-2000000000");
    assertThat(names.name(12_345, "A7")).isEqualTo("reviews.tsv/000012/0012345-A7");
    assertThat(names.name(12_345, "")).isEqualTo("reviews.tsv/000012/0012345");
    assertThat(new RowNames("2024/a.jsonl.gz", false).name(1, null))
        .isEqualTo("2024/a.jsonl.gz/000000/a-0000001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        "CON",
        "a\\b:c*?\"<>|",
        "nul\0line\nend",
        " ",
        "\u202Egpj",
        "e\u0301t\u00e9 日本 😀"
      })
  void idsOfStrangersAreSafe(String id) {
    assertThat(names.name(1_234, id)).matches(SAFE);
  }

  @Property(tries = 300)
  void whateverTheIdNamesAreSafeShortAndDistinct(@ForAll String id) {
    String name = names.name(1_234, id.isEmpty() ? "x" : id);
    assertThat(name).matches(SAFE);
    assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThan(160);
    assertThat(names.name(1_235, id)).isNotEqualTo(name);
  }

  @Test
  void aRowWithoutAnIdIsToldFromOneWhoseIdIsANumber() {
    RowNames digits = new RowNames("0000002.csv", true);
    assertThat(digits.name(1, "")).isNotEqualTo(digits.name(2, "0000001"));
    assertThat(digits.name(1, null)).isNotEqualTo(digits.name(2, "0000001"));
  }

  @Test
  void longIdsAreCutAndStayDistinct() {
    String id = "日".repeat(10_000);
    assertThat(names.name(1, id)).hasSizeLessThan(80).isNotEqualTo(names.name(2, id));
  }
}
