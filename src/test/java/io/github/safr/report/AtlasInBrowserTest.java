package io.github.safr.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.io.CasFormat;
import io.github.safr.type.Classification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.uima.cas.CAS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The atlas in Chromium, opened from disk. Skipped where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AtlasInBrowserTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String HOSTILE =
      "</script><script>window.hacked=1</script> <img src=x onerror=window.hacked=1> ]]> &lt;b&gt;"
          + " \"'`${7*7} \u202Edenekaew si\u202C \u2028 \u05E9\u05DC\u05D5\u05DD end";

  @TempDir static Path folder;

  private Browser browser;

  @BeforeAll
  void openBrowser() throws Exception {
    browser = Browser.start();
    Path reviews = folder.resolve("reviews");
    Sample sample = new Sample("The acting was great. The plot was dull. Great fun, really great.");
    Classification first = sample.decide(0, 21, 0.93, "mine-1", "positive", "negative");
    sample.explain(first, 15, 20, 1, 1, 457, 34);
    sample.explain(first, 4, 10, 2, -0.4, 457, 7);
    Classification second = sample.decide(22, 40, 0.71, "mine-1", "negative", "positive");
    sample.explain(second, 35, 39, 1, 0.8, 7, 12);
    Classification third = sample.decide(41, 65, 0.99, "mine-1", "positive", "negative");
    sample.explain(third, 41, 46, 1, 0.9, 457);
    sample.explain(third, 59, 64, 2, 0.5, 457, 12);
    sample.write(reviews, "review.txt", CasFormat.XMI);
    Path report = folder.resolve("report");
    new Report(documents(reviews), CAS.NAME_DEFAULT_SOFA, "Reviews", 1)
        .write(report, new ReportTest.Strict());
    atlas("atlas.html", new Atlas.Collection(documents(reviews), "Reviews", report));

    Path many = folder.resolve("many");
    for (int i = 0; i < 60; i++) {
      Sample one = new Sample("Number " + i + " was fine.");
      Classification decision =
          one.decide(0, 9, 0.9, i % 2 == 0 ? "other-1" : "third-1", "good", "bad");
      one.explain(decision, 0, 6, 1, 1, 2 * i, 2 * i + 1, 500);
      one.write(many, "letter-%03d.txt".formatted(i), CasFormat.XMI);
    }
    atlas(
        "two.html",
        new Atlas.Collection(documents(reviews), "With", null),
        new Atlas.Collection(documents(many), "Without", null));

    Path hostile = folder.resolve("hostile");
    Sample evil = new Sample(HOSTILE);
    evil.explainAll(
        evil.decide(
            0, HOSTILE.length(), 0.9, HOSTILE, HOSTILE, "<script>window.hacked=1</script>"));
    evil.write(hostile, "<img src=x onerror=window.hacked=1>\u202E.txt", CasFormat.JSON);
    Sample longWord = new Sample("x".repeat(100_000) + " end");
    longWord.explainAll(longWord.decide("good", 0.9));
    longWord.write(hostile, "long.txt", CasFormat.JSON);
    atlas("hostile.html", new Atlas.Collection(documents(hostile), HOSTILE, null));
  }

  private static AnnotatedDocuments documents(Path in) throws Exception {
    return AnnotatedDocuments.in(in.toString());
  }

  private static void atlas(String name, Atlas.Collection... collections) throws Exception {
    new Atlas(List.of(collections), CAS.NAME_DEFAULT_SOFA, 1)
        .write(folder.resolve(name), new ReportTest.Strict());
  }

  @AfterAll
  void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void checkQuiet() {
    browser.checkQuiet();
  }

  @Test
  void tellsWhichNeuronsAWordUses() throws Exception {
    open("atlas.html");
    assertThat(found()).containsExactly("4 of 4 neurons");
    assertThat(rows(0)).first().asString().startsWith("Neuron 457 1.00 positive 2 2 great ×3");

    query("great");

    assertThat(found()).containsExactly("3 of 4 neurons listed for this word");
    // Times, mean activation, mean effect; then what is said of every neuron.
    assertThat(rows(0).get(0)).startsWith("Neuron 457 3 2.50 +0.400 1.00 positive 2 2");
    assertThat(rows(0)).hasSize(3);
    browser.screenshot("atlas-word");

    query("gre");
    assertThat(found()).containsExactly("3 of 4 neurons listed for 1 word with these letters");
    query("nothing of the kind");
    assertThat(rows(0)).isEmpty();
    query("12");
    assertThat(rows(0)).singleElement().asString().startsWith("Neuron 12 ");
  }

  @Test
  void showsAllOfANeuronToTheKeyboard() throws Exception {
    open("atlas.html");
    WebElement neuron = browser.driver().findElement(By.cssSelector("[data-neuron='457']"));

    neuron.sendKeys(Keys.ENTER);

    assertThat(neuron.getAttribute("aria-expanded")).isEqualTo("true");
    WebElement details = browser.driver().findElement(By.cssSelector(".details"));
    assertThat(details.getText())
        .contains("Neuron 457 of layer 1")
        .contains("Listed for 4 words in 2 passages; 2 different words.")
        .contains("positive 2 2 2.50 +0.250")
        .contains("The acting was great.")
        .contains("great 3 2.50 +0.400");
    assertThat(details.findElements(By.cssSelector("svg rect"))).isNotEmpty();
    assertThat(details.findElements(By.cssSelector(".context mark")))
        .extracting(WebElement::getText)
        .containsExactly("great", "acting", "Great", "great");
    browser.screenshot("atlas-neuron");
    neuron.sendKeys(Keys.ENTER);
    assertThat(browser.driver().findElements(By.cssSelector(".details"))).isEmpty();
  }

  @Test
  void ordersNeuronsAsAsked() {
    open("atlas.html");
    Select order = new Select(browser.driver().findElement(By.id("order")));

    order.selectByValue("index");
    assertThat(numbers(0)).containsExactly("7", "12", "34", "457");
    order.selectByValue("few");
    assertThat(numbers(0)).containsExactly("34", "7", "12", "457");
    order.selectByValue("many");
    assertThat(numbers(0)).containsExactly("7", "12", "457", "34");
    order.selectByValue("selectivity");
    assertThat(numbers(0)).startsWith("457", "34");
    WebElement passages = browser.driver().findElement(By.id("passages"));
    passages.clear();
    passages.sendKeys("2");
    assertThat(numbers(0)).doesNotContain("34").startsWith("457");
  }

  @Test
  void leadsToADocumentAndFromItsWordsBackToTheNeuron() {
    open("atlas.html");
    browser.driver().findElement(By.cssSelector("[data-neuron='34']")).click();

    browser.driver().findElement(By.linkText("review.txt")).click();

    waitUntil("#text[aria-busy=false]");
    assertThat(browser.driver().getCurrentUrl()).endsWith("report/documents/00001.html");
    browser.driver().findElements(By.cssSelector(".text .tok")).stream()
        .filter(token -> token.getText().equals("great"))
        .findFirst()
        .orElseThrow()
        .click();
    browser.driver().findElement(By.cssSelector("#panel")).findElement(By.linkText("34")).click();
    waitUntil("[data-ready=true]");
    assertThat(browser.driver().getCurrentUrl()).endsWith("atlas.html#/neuron/mine-1/1/34");
    assertThat(browser.driver().findElement(By.cssSelector(".details")).getText())
        .contains("Neuron 34 of layer 1");
    browser.driver().findElement(By.id("home")).click();
    assertThat(browser.driver().getCurrentUrl()).endsWith("report/index.html");
    browser.driver().findElement(By.id("atlas")).click();
    waitUntil("[data-ready=true]");
  }

  @Test
  void showsTwoModelsSideBySide() throws Exception {
    open("two.html");

    assertThat(found()).containsExactly("4 of 4 neurons", "61 of 61 neurons");
    List<WebElement> columns = browser.driver().findElements(By.cssSelector("[data-side]"));
    assertThat(columns.get(0).getLocation().y).isEqualTo(columns.get(1).getLocation().y);
    assertThat(rows(1)).hasSize(50);
    columns.get(1).findElement(By.cssSelector(".forth")).click();
    assertThat(rows(1)).hasSize(11);
    assertThat(rows(0)).hasSize(4);
    new Select(columns.get(1).findElement(By.cssSelector(".layer")))
        .selectByVisibleText("third-1, layer 1");
    query("number");
    assertThat(found().get(0)).isEqualTo("0 of 4 neurons listed for 0 words with these letters");
    assertThat(rows(1).get(0)).startsWith("Neuron 500 30 ");
    browser.screenshot("atlas-two");
  }

  @Test
  void runsNothingOfWhatHostileDocumentsSay() {
    open("hostile.html");
    for (WebElement select : browser.driver().findElements(By.cssSelector(".layer option"))) {
      select.click();
      browser.driver().findElements(By.cssSelector("[data-neuron]")).forEach(WebElement::click);
      assertThat(browser.driver().executeScript("return window.hacked")).isNull();
      assertThat(
              browser
                  .driver()
                  .findElements(By.cssSelector("main img, main script:not([type]), [onerror]")))
          .isEmpty();
      assertThat(width()).isLessThanOrEqualTo(1300);
    }
    assertThat(browser.driver().findElement(By.tagName("main")).getText())
        .contains("<img src=x onerror=window.hacked=1>");
  }

  @Test
  void survivesAddressesThatLeadNowhere() {
    for (String address : List.of("#/neuron/mine-1/9/9", "#/neuron/%E0%A4%A/1/7", "#/word/%")) {
      browser.driver().get("about:blank");
      open("atlas.html" + address);
      assertThat(found()).hasSize(1);
    }
  }

  @Test
  void everybodyCanUseItInLightAndDark() throws Exception {
    for (String scheme : List.of("light", "dark")) {
      browser.prefer(scheme);
      for (String page : List.of("atlas", "two")) {
        open(page + ".html");
        browser.driver().findElement(By.cssSelector("[data-neuron='457']")).click();
        browser.driver().findElements(By.tagName("summary")).forEach(WebElement::click);
        browser.checkAccessible(page + " in " + scheme);
        browser.screenshot("atlas-" + page + "-" + scheme);
        query("great");
        browser.checkAccessible(page + " with a word in " + scheme);
      }
    }
    browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  @Test
  void fitsAPhone() throws Exception {
    try {
      browser
          .driver()
          .executeCdpCommand(
              "Emulation.setDeviceMetricsOverride",
              Map.of("width", 390, "height", 800, "deviceScaleFactor", 1, "mobile", true));
      open("two.html");
      browser.driver().findElement(By.cssSelector("[data-neuron='457']")).click();
      assertThat(width()).isLessThanOrEqualTo(390);
      browser.screenshot("atlas-phone");
    } finally {
      browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  private void open(String page) {
    String[] parts = page.split("#", 2);
    String hash = parts.length > 1 ? "#" + parts[1] : "";
    browser.driver().get(folder.resolve(parts[0]).toUri() + hash);
    waitUntil("[data-ready=true]");
  }

  private void waitUntil(String selector) {
    new WebDriverWait(browser.driver(), PATIENCE)
        .until(driver -> !driver.findElements(By.cssSelector(selector)).isEmpty());
  }

  private void query(String text) {
    WebElement query = browser.driver().findElement(By.id("query"));
    query.clear();
    query.sendKeys(text);
  }

  private List<String> found() {
    return browser.driver().findElements(By.cssSelector(".found")).stream()
        .map(WebElement::getText)
        .toList();
  }

  private List<String> rows(int side) {
    return browser
        .driver()
        .findElements(
            By.cssSelector("[data-side='" + side + "'] .neurons > tbody > tr:not([hidden])"))
        .stream()
        .map(row -> row.getText().replaceAll("\\s+", " "))
        .toList();
  }

  private List<String> numbers(int side) {
    return browser
        .driver()
        .findElements(By.cssSelector("[data-side='" + side + "'] [data-neuron]"))
        .stream()
        .map(button -> button.getAttribute("data-neuron"))
        .toList();
  }

  private long width() {
    return (Long) browser.driver().executeScript("return document.documentElement.scrollWidth");
  }
}
