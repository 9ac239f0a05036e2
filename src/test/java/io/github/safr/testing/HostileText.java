package io.github.safr.testing;

import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts that break careless code: combining marks, broken surrogates, control characters, runs. */
public final class HostileText {

  private static final String[] PIECES = {
    "word",
    "good",
    "isn't",
    ". ",
    "Mr",
    "U.S",
    "can't",
    "e\u0301",
    "\u0301",
    "مرحبا",
    "שלום",
    "日本語",
    "👩\u200D🚀",
    "👍🏽",
    "\uD83D",
    "\uDE00",
    "\0",
    "\uFFFF",
    "\u200B",
    "\uFEFF",
    "\u00A0",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "\u2028",
    "\u2029",
    "\u0085",
    ".",
    "!",
    "?",
    "...",
    "\"",
    "'s",
    "(",
    ")",
    ",",
    "-",
    "&",
    ";",
    "3.50",
    "http://a.b/c?d=e",
    "a".repeat(600),
    ".".repeat(600),
    "👍".repeat(300)
  };

  private HostileText() {}

  /** One of the odd pieces. */
  public static String piece(RandomGenerator random) {
    return PIECES[random.nextInt(PIECES.length)];
  }

  /** The odd pieces that texts are strung together from. */
  public static List<String> pieces() {
    return List.of(PIECES);
  }

  /** Odd pieces strung together, or any characters at all. */
  public static Arbitrary<String> any() {
    Arbitrary<String> strung =
        Arbitraries.of(PIECES).list().ofMaxSize(40).map(list -> String.join("", list));
    return Arbitraries.oneOf(strung, Arbitraries.strings().ofMaxLength(60));
  }
}
