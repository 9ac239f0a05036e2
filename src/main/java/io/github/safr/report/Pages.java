package io.github.safr.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Fills in the templates. Everything that is put into them is escaped, but for what {@link
 * #data(String)} makes. What the pages may load is told to the browser in each of them: the two
 * files beside them, or, in a single file, exactly the style and the script in it.
 */
final class Pages {

  static final String STYLE = "report.css";
  static final String SCRIPT = "report.js";

  /** How the style begins: a folder with it is a report. */
  static final String MARK = "/* Style of a report of safr-uima. */";

  /** Marks that turn the direction of a line, and characters that nobody sees. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u2028\u2029]");

  private static final String POLICY =
      "default-src 'none'; style-src %s; script-src %s; img-src data: blob:; base-uri 'none';"
          + " form-action 'none'";

  private static final int LEVEL = 6;

  private final Configuration templates;
  private final String style;
  private final String script;

  Pages() {
    this(resource(STYLE), resource(SCRIPT));
  }

  /** Pages of an atlas, whose style and script go on from those of a report. */
  static Pages ofAtlas() {
    return new Pages(
        resource(STYLE) + resource("atlas.css"), resource(SCRIPT) + resource("atlas.js"));
  }

  private Pages(String style, String script) {
    this.style = style;
    this.script = script;
    templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setClassForTemplateLoading(Pages.class, "");
    templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
    templates.setOutputEncoding(StandardCharsets.UTF_8.name());
    templates.setLocale(Locale.ROOT);
    templates.setNumberFormat("computer");
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    templates.setLogTemplateExceptions(false);
    templates.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
  }

  /** The style and the script of the pages of a folder, by the names of their files. */
  Map<String, String> assets() {
    return Map.of(STYLE, style, SCRIPT, script);
  }

  /** What can stand in a page as it is: JSON of ours, or what is packed. */
  static Object data(String json) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(json);
    } catch (freemarker.template.TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same, compressed as zlib does, in Base64; a fifth to a half of the size. */
  static String packed(String json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed =
        new DeflaterOutputStream(Base64.getEncoder().wrap(bytes), new Deflater(LEVEL))) {
      packed.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  /** Text for the title of a window, which cannot keep directions of text apart. */
  static String title(String text) {
    return UNSEEN.matcher(ReportDocument.shortened(text, 200)).replaceAll("");
  }

  /**
   * Writes a page that loads style and script from beside it.
   *
   * @param root the way to the folder of the report: empty, or ending in a slash
   */
  void linked(String template, String root, Map<String, Object> content, OutputStream out)
      throws IOException {
    // Browsers differ in whether 'self' means anything for pages from disk.
    String policy = POLICY.formatted("'self' file:", "'self' file:");
    write(template, Map.of("root", root, "inline", false, "policy", policy), content, out);
  }

  /** Writes a page that has all in it. */
  void inline(String template, Map<String, Object> content, OutputStream out) throws IOException {
    String policy = POLICY.formatted(hash(style), hash(script));
    write(
        template,
        Map.of(
            "root",
            "",
            "inline",
            true,
            "policy",
            policy,
            "style",
            data(style),
            "script",
            data(script)),
        content,
        out);
  }

  private void write(
      String template, Map<String, Object> page, Map<String, Object> content, OutputStream out)
      throws IOException {
    Map<String, Object> all = new HashMap<>(content);
    all.put("page", page);
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try {
      templates.getTemplate(template).process(all, writer);
    } catch (TemplateException e) {
      throw new IllegalStateException("The template " + template + " is broken.", e);
    }
    writer.flush();
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
