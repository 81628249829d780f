package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The pages in a real browser: accessible by the rules of AA, by keyboard alone, enlarged, on a
 * telephone and on paper; and nothing leaves them. Needs Chromium and chromedriver; without them it
 * is skipped, and says so.
 */
class PagesInBrowserTest {
  private static final List<String> LEVEL_AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  @TempDir static Path folder;

  private static Path pages;
  private static ChromeDriver browser;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    Path chromium = program("chromium", "chromium-browser", "google-chrome");
    Path driver = program("chromedriver");
    assumeTrue(
        chromium != null && driver != null,
        "no chromium or no chromedriver: the pages are not tried in a browser");
    pages = folder.resolve("pages");
    Path results = ThreeMonths.make(folder);
    CommandRun.of("pages", results.toString(), "--out", pages.toString());
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + folder.resolve("profile"));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build(),
            options);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static Path program(String... names) {
    for (String name : names) {
      for (String place : System.getenv("PATH").split(":")) {
        Path file = Path.of(place, name);
        if (Files.isExecutable(file)) {
          return file;
        }
      }
    }
    return null;
  }

  /** A page of each kind, in both languages. */
  private static List<Path> kinds() throws IOException {
    List<Path> kinds = new ArrayList<>();
    try (Stream<Path> top = Files.list(pages)) {
      top.filter(page -> page.toString().endsWith(".html")).sorted().forEach(kinds::add);
    }
    Path insurers = pages.resolve("insurers");
    if (Files.isDirectory(insurers)) {
      try (Stream<Path> some = Files.list(insurers)) {
        some.sorted().limit(4).forEach(kinds::add);
      }
    }
    return kinds;
  }

  private static void load(Path page, int width, int height) {
    browser.manage().window().setSize(new Dimension(width, height));
    browser.get(page.toUri().toString());
  }

  private static Object script(String text, Object... values) {
    return ((JavascriptExecutor) browser).executeScript(text, values);
  }

  @Test
  void no_rule_of_level_aa_is_violated() throws IOException {
    for (Path page : kinds()) {
      load(page, 1280, 900);
      script("document.querySelectorAll('details').forEach(d => d.open = true)");
      Results found = new AxeBuilder().withTags(LEVEL_AA).analyze(browser);
      List<String> violations = new ArrayList<>();
      for (Rule rule : found.getViolations()) {
        violations.add(rule.getId() + ": " + rule.getNodes().get(0).getHtml());
      }
      assertThat(page.getFileName() + " " + violations, violations, is(empty()));
      assertThat(found.getPasses(), hasSize(greaterThan(10)));
    }
  }

  @Test
  void nothing_leaves_a_page_and_nothing_in_it_is_refused() throws IOException {
    browser.manage().logs().get(LogType.PERFORMANCE);
    browser.manage().logs().get(LogType.BROWSER);
    List<String> requests = new ArrayList<>();
    for (Path page : kinds()) {
      load(page, 1280, 900);
      browser
          .manage()
          .logs()
          .get(LogType.PERFORMANCE)
          .forEach(
              entry -> {
                String message = entry.getMessage();
                if (message.contains("Network.requestWillBeSent\"")
                    && !message.contains("\"url\":\"" + page.toUri() + "\"")) {
                  requests.add(message);
                }
              });
      // What the policy refuses is written there.
      assertThat(browser.manage().logs().get(LogType.BROWSER).getAll(), is(empty()));
    }
    assertThat(requests, is(empty()));
  }

  @Test
  void a_name_that_is_html_is_text_in_the_page() {
    load(pages.resolve("index.html"), 1280, 900);

    assertThat(browser.findElements(By.cssSelector("img")), is(empty()));
    assertThat(script("return document.querySelectorAll('script').length"), is(1L));
    assertThat(
        script("return document.body.textContent.includes(arguments[0])", ThreeMonths.NAME),
        is(true));
  }

  @Test
  void a_table_is_sorted_by_keyboard_and_says_how() {
    load(pages.resolve("index.html"), 1280, 900);
    WebElement head = browser.findElement(By.cssSelector("#insurers thead th:nth-child(5) button"));
    script("arguments[0].focus()", head);
    new Actions(browser).sendKeys(Keys.ENTER).perform();

    WebElement cell = head.findElement(By.xpath(".."));
    assertThat(cell.getDomAttribute("aria-sort"), is("descending"));
    assertThat(column(5), is(column(5).stream().sorted((a, b) -> Long.compare(b, a)).toList()));

    new Actions(browser).sendKeys(Keys.SPACE).perform();

    assertThat(cell.getDomAttribute("aria-sort"), is("ascending"));
    assertThat(column(5), is(column(5).stream().sorted().toList()));
  }

  private static List<Long> column(int column) {
    return browser
        .findElements(By.cssSelector("#insurers tbody td:nth-child(" + column + ")"))
        .stream()
        .map(cell -> Long.parseLong(cell.getText().replace(",", "")))
        .toList();
  }

  @Test
  void all_that_can_be_used_is_reached_by_the_tabulator_and_shows_that_it_is() {
    load(pages.resolve("index.html"), 1280, 900);
    script("document.activeElement.blur()");
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      new Actions(browser).sendKeys(Keys.TAB).perform();
      WebElement at = browser.switchTo().activeElement();
      reached.add(at.getTagName() + " " + at.getText());
      assertThat(reached.toString(), at.getCssValue("outline-style"), is(not("none")));
    }
    assertThat(reached.get(0), startsWith("a 本文へ進む"));
    assertThat(Math.toIntExact(reached.stream().distinct().count()), is(greaterThan(20)));
  }

  @Test
  void enlarged_to_twice_the_size_or_on_a_telephone_it_is_read_without_scrolling_sideways()
      throws IOException {
    for (Path page : kinds()) {
      // 1280 pixels at 200 % are 640; 320 are those of the smallest telephones (WCAG 1.4.10).
      for (int width : new int[] {640, 390, 320}) {
        browser.executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", 800, "deviceScaleFactor", 2, "mobile", false));
        browser.get(page.toUri().toString());
        Long wide = (Long) script("return document.documentElement.scrollWidth");
        assertThat(
            page.getFileName() + " at " + width,
            Math.toIntExact(wide),
            is(lessThanOrEqualTo(width)));
      }
      browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  @Test
  void it_prints_to_a4() throws IOException {
    for (Path page : kinds()) {
      load(page, 1280, 900);
      Map<String, Object> printed =
          browser.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true));
      String pdf =
          new String(
              Base64.getDecoder().decode(printed.get("data").toString()),
              StandardCharsets.ISO_8859_1);
      assertThat(pdf, startsWith("%PDF-"));
      long sheets = pdf.split("/Type /Page\\b", -1).length - 1L;
      assertThat(page.getFileName().toString(), sheets, is(greaterThan(0L)));
      assertThat(page.getFileName().toString(), sheets, is(lessThan(25L)));
    }
  }

  @Test
  void every_picture_has_a_title_a_description_and_a_table() throws IOException {
    for (Path page : kinds()) {
      load(page, 1280, 900);
      for (WebElement picture : browser.findElements(By.cssSelector("svg"))) {
        assertThat(picture.getDomAttribute("role"), is("img"));
        String title = picture.findElement(By.tagName("title")).getDomProperty("textContent");
        String description = picture.findElement(By.tagName("desc")).getDomProperty("textContent");
        assertThat(title, is(not("")));
        assertThat(description, is(not("")));
        assertThat(
            page.getFileName() + ": " + title,
            picture.findElements(By.xpath("ancestor::section//table")),
            is(not(empty())));
      }
    }
  }

  @Test
  void without_scripts_the_page_says_the_same() throws IOException {
    for (Path page : kinds()) {
      load(page, 1280, 900);
      String with = words();
      browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
      browser.get(page.toUri().toString());
      browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
      assertThat(page.getFileName().toString(), words(), is(with));
    }
  }

  /** Of the whole page, but for the fields that filter tables. */
  private static String words() {
    return script(
            "const c = document.body.cloneNode(true);"
                + "c.querySelectorAll('label.filter, script').forEach(e => e.remove());"
                + "return c.textContent.replace(/\\s+/g, ' ')")
        .toString();
  }
}
