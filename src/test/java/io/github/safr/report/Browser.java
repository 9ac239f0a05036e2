package io.github.safr.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium, for pages from disk. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it; the test is skipped where there is none. */
  static Browser start() throws IOException {
    return new Browser(open(null));
  }

  /**
   * Its driver alone; the test is skipped where there is none.
   *
   * @param downloads folder for what pages save; {@code null} if they save nothing
   */
  static ChromeDriver open(Path downloads) throws IOException {
    assumeTrue(
        Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
        "No chromium with chromedriver in /usr/bin: pages are not tried in a browser.");
    Files.createDirectories(SCREENSHOTS);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--force-device-scale-factor=1",
        "--window-size=1300,1000");
    if (downloads != null) {
      options.setExperimentalOption(
          "prefs", Map.of("download.default_directory", downloads.toAbsolutePath().toString()));
    }
    options.setCapability("goog:loggingPrefs", logs);
    return new ChromeDriver(
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build(),
        options);
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Since it was asked last: no complaint of the browser, and nothing fetched but our files. */
  void checkQuiet() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
        .extracting(LogEntry::getMessage)
        .isEmpty();
    assertThat(driver.manage().logs().get(LogType.PERFORMANCE).getAll())
        .extracting(LogEntry::getMessage)
        .filteredOn(message -> message.contains("\"Network.requestWillBeSent\""))
        .filteredOn(message -> !message.contains("\"documentURL\":\"data:"))
        .allMatch(
            message ->
                message.matches("(?s).*\"url\":\"(file://[^\"]*|data:[^\"]*|blob:[^\"]*)\".*"));
  }

  /** No violation that axe finds. */
  void checkAccessible(String what) {
    AxeBuilder axe = new AxeBuilder();
    // It would fetch the style once more, which the page rightly refuses.
    axe.setOptions("{\"preload\": false}");
    Results results = axe.analyze(driver);
    assertThat(results.getViolations())
        .as(what)
        .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
        .isEmpty();
  }

  /** As if the system were in light or dark colours. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void screenshot(String name) throws IOException {
    File taken = driver.getScreenshotAs(OutputType.FILE);
    Files.copy(
        taken.toPath(), SCREENSHOTS.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
