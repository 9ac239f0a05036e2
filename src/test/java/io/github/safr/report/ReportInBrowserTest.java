package io.github.safr.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.github.safr.io.CasFormat;
import io.github.safr.type.Classification;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.uima.cas.CAS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Reports in Chromium, opened from disk. Skipped where there is no chromium with its chromedriver.
 * Screenshots go into {@code target/screenshots}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInBrowserTest {

  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String REVIEW =
      "The acting was great.\n\nThe plot was dull, and the jokes were awful.\n";
  private static final String HOSTILE =
      "</script><script>window.hacked=1</script> <img src=x onerror=window.hacked=1> ]]> &lt;b&gt;"
          + " \"'`${7*7} \u202Edenekaew si\u202C \u2028 \u05E9\u05DC\u05D5\u05DD end";

  /** How many texts with a mark that turns their direction stand where nothing keeps it in. */
  private static final String LOOSE_DIRECTIONS =
      "const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);"
          + "let loose = 0;"
          + "while (texts.nextNode()) {"
          + "  let at = texts.currentNode.parentElement;"
          + "  if (at.tagName === 'SCRIPT' || !texts.currentNode.data.includes('\\u202E')) continue;"
          + "  while (at && !getComputedStyle(at).unicodeBidi.startsWith('isolate'))"
          + "    at = ['DIV', 'P', 'SECTION', 'H1'].includes(at.tagName) ? null : at.parentElement;"
          + "  loose += at ? 0 : 1;"
          + "}"
          + "return loose";

  @TempDir static Path folder;

  private ChromeDriver browser;
  private Path downloads;

  @BeforeAll
  void openBrowser() throws Exception {
    downloads = Files.createDirectory(folder.resolve("downloads"));
    browser = Browser.open(downloads);
    makeReports();
  }

  @AfterAll
  void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  /** Whatever was looked at: no complaint of the browser, and nothing fetched but our files. */
  @AfterEach
  void checkQuiet() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .extracting(LogEntry::getMessage)
        .isEmpty();
    assertThat(browser.manage().logs().get(LogType.PERFORMANCE).getAll())
        .extracting(LogEntry::getMessage)
        .filteredOn(message -> message.contains("\"Network.requestWillBeSent\""))
        .filteredOn(message -> !message.contains("\"documentURL\":\"data:"))
        .allMatch(
            message ->
                message.matches("(?s).*\"url\":\"(file://[^\"]*|data:[^\"]*|blob:[^\"]*)\".*"));
  }

  private static void makeReports() throws Exception {
    Path reviews = folder.resolve("reviews-cas");
    Sample sample = new Sample(REVIEW);
    Classification first = sample.decide(0, 21, 0.93, "mine-1", "positive", "negative");
    var great = sample.explain(first, 15, 20, 1, 1, 457, 34);
    var acting = sample.explain(first, 4, 10, 2, -0.4, 457, 7);
    sample.pair(first, acting, great, 0.02);
    Classification second = sample.decide(23, 67, 0.71, "mine-1", "negative", "positive");
    sample.explainAll(second);
    sample.write(reviews, "review.txt", CasFormat.XMI);
    report(reviews, folder.resolve("reviews"));

    Path many = folder.resolve("many-cas");
    for (int i = 0; i < 120; i++) {
      Sample one = new Sample("Number " + i + " was fine.");
      one.explainAll(one.decide(i % 3 == 0 ? "bad" : "good", 0.5 + i / 250.0));
      one.write(many, "letter-%03d.txt".formatted(i), CasFormat.XMI);
    }
    report(many, folder.resolve("many"));
    report(many, folder.resolve("many.html"));

    Path hostile = folder.resolve("hostile-cas");
    Sample evil = new Sample(HOSTILE);
    evil.explainAll(
        evil.decide(
            0, HOSTILE.length(), 0.9, HOSTILE, HOSTILE, "<script>window.hacked=1</script>"));
    evil.write(hostile, "<img src=x onerror=window.hacked=1>\u202E.txt", CasFormat.JSON);
    report(hostile, folder.resolve("hostile"));
    report(hostile, folder.resolve("hostile.html"));

    Path large = folder.resolve("large-cas");
    Sample longWord = new Sample("x".repeat(100_000) + " end");
    longWord.explainAll(longWord.decide("good", 0.9));
    longWord.write(large, "a-long-word.txt", CasFormat.XMI);
    Sample longText = new Sample("word ".repeat(50_000).strip());
    longText.explainAll(longText.decide("good", 0.9));
    longText.write(large, "b-long-passage.txt", CasFormat.XMI);
    Sample sentences = new Sample("So it is good.\n".repeat(12_500));
    for (int i = 0; i < 12_500; i++) {
      sentences.explainAll(sentences.decide(15 * i, 15 * i + 14, 0.9, "mine-1", "good", "bad"));
    }
    sentences.write(large, "c-many-sentences.txt", CasFormat.XMI);
    report(large, folder.resolve("large"));
  }

  private static void report(Path input, Path output) throws Exception {
    new Report(AnnotatedDocuments.in(input.toString()), CAS.NAME_DEFAULT_SOFA, "Reviews", 1)
        .write(output, new ReportTest.Strict());
  }

  @Test
  void showsTheTextAsItWasWithItsMarks() throws Exception {
    open("reviews/documents/00001.html");

    assertThat(text()).isEqualTo(REVIEW);
    WebElement great = word("great");
    assertThat(great.getAttribute("class")).contains("for");
    assertThat(great.getCssValue("border-bottom-style")).isEqualTo("solid");
    WebElement acting = word("acting");
    assertThat(acting.getCssValue("border-bottom-style")).isEqualTo("dashed");
    assertThat(acting.getCssValue("background-color"))
        .isNotEqualTo(great.getCssValue("background-color"));
    screenshot("document-light");
  }

  @Test
  void showsTheNumbersOfAWordToMouseAndKeyboard() {
    open("reviews/documents/00001.html");

    new Actions(browser).moveToElement(word("great")).perform();
    assertThat(say()).contains("great speaks for positive: contribution +1.00");
    assertThat(panel()).contains("Layer 1: norm 1.25, capacity 0.75").contains("457 2.50 +0.50");
    assertThat(panel()).contains("Read together with: acting (score 0.020)");

    word("acting").click();
    assertThat(say()).contains("acting speaks against positive: contribution −0.40");
    browser.switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
    assertThat(say()).contains("great speaks for positive");
    assertThat(browser.switchTo().activeElement().getText()).isEqualTo("great");
    browser.switchTo().activeElement().sendKeys(Keys.TAB);
    assertThat(browser.switchTo().activeElement().getAttribute("class")).contains("chip");
    browser.switchTo().activeElement().sendKeys(Keys.TAB);
    assertThat(say()).contains("The speaks for negative");
    browser.switchTo().activeElement().sendKeys(Keys.ESCAPE);
    assertThat(say()).contains("No word is chosen.");
  }

  @Test
  void tellsWhyAndDrawsNeuronsAndLinesOnDemand() throws Exception {
    open("reviews/documents/00001.html");
    WebElement why = browser.findElement(By.cssSelector(".chip"));

    why.sendKeys(Keys.ENTER);

    WebElement details = browser.findElement(By.cssSelector(".details"));
    assertThat(details.getText())
        .contains("Decision 1: positive, confidence 0.93")
        .contains("Most for positive spoke great (+1.00)")
        .contains("Against it spoke acting (−0.40)");
    assertThat(details.findElements(By.cssSelector(".figure svg text")))
        .extracting(WebElement::getText)
        .contains("457", "×2", "great", "acting", "norm", "capacity");
    WebElement lines = details.findElement(By.cssSelector("[aria-pressed]"));
    lines.click();
    assertThat(browser.findElements(By.cssSelector(".arcs path"))).hasSize(1);
    screenshot("decision");
    lines.click();
    assertThat(browser.findElements(By.cssSelector(".arcs"))).isEmpty();
    why.click();
    assertThat(browser.findElements(By.cssSelector(".details"))).isEmpty();
    assertThat(text()).isEqualTo(REVIEW);
  }

  @Test
  void savesTheFigureOfNeurons() throws Exception {
    open("reviews/documents/00001.html");
    browser.findElement(By.cssSelector(".chip")).click();

    for (WebElement save : browser.findElements(By.cssSelector(".details .tools button"))) {
      if (save.getText().startsWith("Save")) {
        save.click();
      }
    }

    Path svg = downloads.resolve("neurons-document-1-decision-1.svg");
    Path png = downloads.resolve("neurons-document-1-decision-1.png");
    new WebDriverWait(browser, PATIENCE).until(b -> Files.exists(svg) && Files.exists(png));
    assertThat(Files.readString(svg)).startsWith("<svg xmlns=").contains(">457<");
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    assertThat(javax.imageio.ImageIO.read(png.toFile()).getWidth()).isGreaterThan(1000);
  }

  @Test
  void findsDocumentsByWordLabelAndConfidence() throws Exception {
    browser.get(folder.resolve("many/index.html").toUri().toString());
    assertThat(found()).isEqualTo("120 of 120 documents");
    assertThat(rows()).hasSize(50);
    assertThat(rows().get(0)).startsWith("letter-000.txt bad 0.50");
    screenshot("collection-light");
    browser.findElement(By.id("forth")).click();
    assertThat(rows().get(0)).startsWith("letter-050.txt");
    new Select(browser.findElement(By.id("order"))).selectByValue("most");
    // Chromium tells of a choice in a list a moment after it was made.
    new WebDriverWait(browser, PATIENCE)
        .until(b -> rows().get(0).startsWith("letter-119.txt good 0.98"));
    new Select(browser.findElement(By.id("label"))).selectByVisibleText("bad");
    new WebDriverWait(browser, PATIENCE).until(b -> found().equals("40 of 120 documents"));
    WebElement least = browser.findElement(By.id("least"));
    least.clear();
    least.sendKeys("0.9");
    assertThat(found()).isEqualTo("6 of 120 documents");
    WebElement query = browser.findElement(By.id("query"));
    query.sendKeys("LETTER-11");
    assertThat(found()).isEqualTo("3 of 120 documents");
    query.clear();
    query.sendKeys("number");
    assertThat(found()).isEqualTo("6 of 120 documents");
    browser.findElement(By.cssSelector("#documents a")).click();
    waitForText();
    assertThat(text()).isEqualTo("Number 117 was fine.");
    browser.findElement(By.id("home")).click();
    assertThat(browser.getCurrentUrl()).endsWith("many/index.html");
  }

  @Test
  void showsCollectionAndDocumentsInOneFile() {
    browser.get(folder.resolve("many.html").toUri().toString());
    assertThat(found()).isEqualTo("120 of 120 documents");

    browser.findElement(By.cssSelector("#documents a")).click();
    waitForText();
    assertThat(text()).isEqualTo("Number 0 was fine.");
    assertThat(browser.findElement(By.id("collection-view")).isDisplayed()).isFalse();
    browser.findElement(By.id("home")).click();
    new WebDriverWait(browser, PATIENCE)
        .until(b -> b.findElement(By.id("collection-view")).isDisplayed());
  }

  @Test
  void runsNothingOfWhatHostileDocumentsSay() {
    for (String page : List.of("hostile/index.html", "hostile.html")) {
      browser.get(folder.resolve(page).toUri().toString());
      assertThat(found()).isEqualTo("1 of 1 documents");
      checkUnharmed();
      browser.findElement(By.cssSelector("#documents a")).click();
      waitForText();
      assertThat(text()).isEqualTo(HOSTILE);
      browser.findElement(By.cssSelector(".tok")).click();
      browser.findElement(By.cssSelector(".chip")).sendKeys(Keys.ENTER);
      checkUnharmed();
      assertThat((Long) browser.executeScript(LOOSE_DIRECTIONS)).isZero();
    }
  }

  @Test
  void tenThousandDocumentsStayUsable() throws Exception {
    CollectionTally tally = new CollectionTally();
    for (int i = 1; i <= 10_000; i++) {
      tally.add(
          new ReportDocument(
              i,
              "letters/2026/letter-%05d.txt".formatted(i),
              "en",
              "",
              List.of(),
              Optional.of(new Verdict(i % 4 == 0 ? "reply" : "file", 0.5 + i / 25_000.0))));
    }
    FolderOutput.start(folder.resolve("ten-thousand"), "Letters").finish(tally);
    long start = System.nanoTime();

    browser.get(folder.resolve("ten-thousand/index.html").toUri().toString());

    assertThat(found()).isEqualTo("10000 of 10000 documents");
    assertThat(rows()).hasSize(50);
    browser.findElement(By.id("query")).sendKeys("letter-0999");
    assertThat(found()).isEqualTo("10 of 10000 documents");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
  }

  private void checkUnharmed() {
    assertThat(browser.executeScript("return window.hacked")).isNull();
    assertThat(browser.findElements(By.cssSelector("main img, main script:not([type])"))).isEmpty();
  }

  @Test
  void opensLongWordsAndLongDocuments() {
    open("large/documents/00001.html");
    assertThat(text()).hasSize(100_004);
    assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(1300);
    for (String page : List.of("large/documents/00002.html", "large/documents/00003.html")) {
      long start = System.nanoTime();
      open(page);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("%s opened in %.1f s%n", page, seconds);
      assertThat(
              (Long) browser.executeScript("return document.querySelectorAll('.text .tok').length"))
          .isEqualTo(50_000);
    }
  }

  @Test
  void everybodyCanUseItInLightAndDark() throws Exception {
    for (String scheme : List.of("light", "dark")) {
      browser.executeCdpCommand(
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
      browser.get(folder.resolve("many/index.html").toUri().toString());
      checkAccessible("collection in " + scheme);
      screenshot("collection-" + scheme);
      open("reviews/documents/00001.html");
      for (WebElement why : browser.findElements(By.cssSelector(".chip"))) {
        why.sendKeys(Keys.ENTER);
      }
      word("great").click();
      checkAccessible("document in " + scheme);
      screenshot("document-" + scheme);
    }
    assertThat(figureBackground()).isNotEqualTo("#ffffff");
    browser.executeScript("window.dispatchEvent(new Event('beforeprint'))");
    assertThat(figureBackground()).isEqualTo("#ffffff");
    browser.executeScript("window.dispatchEvent(new Event('afterprint'))");
    assertThat(figureBackground()).isNotEqualTo("#ffffff");
    String dark = background();
    browser.findElement(By.id("theme")).click();
    assertThat(background()).isNotEqualTo(dark);
    assertThat(browser.findElement(By.id("theme")).getText()).isEqualTo("Dark colours");
    browser.findElement(By.id("theme")).click();
    assertThat(background()).isEqualTo(dark);
    browser.executeScript("localStorage.clear()");
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  @Test
  void fitsAPhone() throws Exception {
    Dimension before = browser.manage().window().getSize();
    try {
      browser.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", 390, "height", 800, "deviceScaleFactor", 1, "mobile", true));
      for (String page : List.of("many/index.html", "reviews/documents/00001.html")) {
        browser.get(folder.resolve(page).toUri().toString());
        if (page.contains("documents")) {
          waitForText();
          browser.findElement(By.cssSelector(".chip")).sendKeys(Keys.ENTER);
          word("great").click();
        }
        assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
            .as(page)
            .isLessThanOrEqualTo(390);
        screenshot("phone-" + page.replaceAll("[/.].*", ""));
      }
    } finally {
      browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
      browser.manage().window().setSize(before);
    }
  }

  private void checkAccessible(String what) {
    AxeBuilder axe = new AxeBuilder();
    // It would fetch the style once more, which the page rightly refuses.
    axe.setOptions("{\"preload\": false}");
    Results results = axe.analyze(browser);
    assertThat(results.getViolations())
        .as(what)
        .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
        .isEmpty();
  }

  private void open(String page) {
    browser.get(folder.resolve(page).toUri().toString());
    waitForText();
  }

  private void waitForText() {
    new WebDriverWait(browser, PATIENCE)
        .until(b -> !b.findElements(By.cssSelector("#text[aria-busy=false]")).isEmpty());
  }

  /** What the reader would copy: the text without our buttons. */
  private String text() {
    return (String)
        browser.executeScript(
            "const copy = document.getElementById('text').cloneNode(true);"
                + "copy.querySelectorAll('.chip, .details').forEach(e => e.remove());"
                + "return copy.textContent");
  }

  private WebElement word(String text) {
    return browser.findElements(By.cssSelector(".text .tok")).stream()
        .filter(token -> token.getText().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private String say() {
    return browser.findElement(By.id("panel-say")).getText();
  }

  private String panel() {
    return browser.findElement(By.id("panel")).getText();
  }

  private String found() {
    return browser.findElement(By.id("found")).getText();
  }

  private List<String> rows() {
    return browser.findElements(By.cssSelector("#documents tbody tr")).stream()
        .map(WebElement::getText)
        .toList();
  }

  private String figureBackground() {
    return browser.findElement(By.cssSelector(".figure svg rect")).getAttribute("fill");
  }

  private String background() {
    return browser.findElement(By.tagName("body")).getCssValue("background-color");
  }

  private void screenshot(String name) throws IOException {
    File taken = browser.getScreenshotAs(OutputType.FILE);
    Files.copy(
        taken.toPath(),
        SCREENSHOTS.resolve(name + ".png"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
