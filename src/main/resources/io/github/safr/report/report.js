/*
 * Shows what the blocks of data in a page hold. Everything from documents is set as text, never as markup.
 *
 * A collection: { labels: [name], documents: [[number, name, label, confidence, decisions, [word]]] }; label is -1 where
 * nothing was decided. A document, compressed: { number, name, language, label, confidence, labels, models, text,
 * units }, a unit:
 *   b, e   where it begins and ends in the text       l, m, c  label, model, confidence
 *   p      [label, probability, label, probability...]
 *   t      [[begin, end, rank, importance, contribution, visibility]], by rank
 *   r      [[begin, end, begin, end, score, attention, interference]], pairs of words
 *   n      [[place in t, layer, norm, capacity, interference, spread, neuron, activation, effect, neuron...]]
 * Fractions are in thousandths, scores of pairs in millionths. Offsets in t and r count from where the unit begins.
 */
"use strict";
(function () {
  const SVG = "http://www.w3.org/2000/svg";
  const PAGE_SIZE = 50;
  const FIGURE_ROWS = 16;
  const FIGURE_COLUMNS = 28;

  const byId = (id) => document.getElementById(id);

  /** An element with attributes and children; strings become text. */
  function make(name, attributes, ...children) {
    return fill(document.createElement(name), attributes, children);
  }

  function draw(name, attributes, ...children) {
    return fill(document.createElementNS(SVG, name), attributes, children);
  }

  function fill(element, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== null && value !== false) {
        element.setAttribute(key, value === true ? "" : value);
      }
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  const isolated = (text) => make("bdi", {}, text);
  /** A number in thousandths, written as a fraction. */
  const fixed = (value, digits) => (value === null || value === undefined ? "–" : (value / 1000).toFixed(digits === undefined ? 2 : digits));
  const signedFinely = (value) => (value === null || value === undefined ? "–" : (value < 0 ? "−" : "+") + (Math.abs(value) / 1000).toFixed(3));
  const signed = (value) => (value === null || value === undefined ? "–" : (value < 0 ? "−" : "+") + (Math.abs(value) / 1000).toFixed(2));

  /** Text for places that cannot keep directions apart, as figures: without marks that turn them, and short. */
  function plain(text, longest) {
    const seen = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ");
    const characters = Array.from(seen.length > 4 * longest ? seen.slice(0, 4 * longest) : seen);
    return characters.length > longest ? characters.slice(0, longest - 1).join("") + "…" : characters.join("");
  }

  /** Long words whole in the text, shortened elsewhere. */
  const brief = (text) => (text.length > 80 ? Array.from(text.slice(0, 160)).slice(0, 79).join("") + "…" : text);

  /** Which side a token is on: its contribution may be too small to tell. */
  const sideOf = (token) => (token[4] > 0 ? "for" : token[4] < 0 ? "against" : "neither");

  function table(caption, heads, rows) {
    return make("table", {},
      caption ? make("caption", { class: "hint" }, caption) : null,
      make("thead", {}, make("tr", {}, ...heads.map(([text, number]) => make("th", { scope: "col", class: number ? "n" : null }, text)))),
      make("tbody", {}, ...rows.map((cells) => make("tr", {}, ...cells.map((cell, i) =>
        i === 0 ? make("th", { scope: "row", class: heads[i][1] ? "n" : null }, cell) : make("td", { class: heads[i][1] ? "n" : null }, cell))))));
  }

  // ---------------------------------------------------------------- colours

  function setUpTheme() {
    const button = byId("theme");
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const remembered = (() => { try { return localStorage.getItem("safr-theme"); } catch (e) { return null; } })();
    const root = document.documentElement;
    if (remembered === "light" || remembered === "dark") {
      root.dataset.theme = remembered;
    }
    const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
    const show = () => { button.textContent = isDark() ? "Light colours" : "Dark colours"; };
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("safr-theme", root.dataset.theme); } catch (e) { /* Forgotten with the page. */ }
      show();
      document.dispatchEvent(new CustomEvent("theme"));
    });
    system.addEventListener("change", () => { show(); document.dispatchEvent(new CustomEvent("theme")); });
    for (const event of ["beforeprint", "afterprint"]) {
      window.addEventListener(event, () => {
        printing = event === "beforeprint";
        document.dispatchEvent(new CustomEvent("theme"));
      });
    }
    show();
  }

  /** What figures are drawn in; those that are saved always in the light colours. */
  const LIGHT = { back: "#ffffff", front: "#1b1d21", quiet: "#4a5260", line: "#c5cbd4", pro: "#005a94", against: "#a34400", band: "#e4e9ef", bar: "#2f6f9f" };

  let printing = false;

  function colours() {
    if (printing) { return LIGHT; }
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    return { back: value("--back"), front: value("--front"), quiet: value("--quiet"), line: value("--line"),
      pro: value("--for-line"), against: value("--against-line"), band: value("--band"), bar: value("--bar") };
  }

  // ---------------------------------------------------------------- atlas

  /** Where the atlas is, if one was made: it writes so at the head of the script of the report's folder. */
  const atlas = window.safrAtlas && document.currentScript.src ? new URL(window.safrAtlas, document.currentScript.src).href : null;

  function neuronLink(model, layer, neuron) {
    return atlas ? make("a", { href: atlas + "#/neuron/" + encodeURIComponent(model) + "/" + layer + "/" + neuron }, String(neuron)) : String(neuron);
  }

  // ---------------------------------------------------------------- collection

  const pageOf = (number) => (byId("collection-view") ? "#/doc/" + number : "documents/" + String(number).padStart(5, "0") + ".html");

  function setUpCollection(data) {
    const documents = data.documents.map(([number, name, label, confidence, decisions, words]) =>
      ({ number, name, label, confidence, decisions, words, text: (name + "\n" + words.join("\n")).toLowerCase() }));
    const orders = {
      least: (a, b) => (a.label < 0) - (b.label < 0) || a.confidence - b.confidence || a.number - b.number,
      most: (a, b) => (a.label < 0) - (b.label < 0) || b.confidence - a.confidence || a.number - b.number,
      name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.number - b.number),
      given: (a, b) => a.number - b.number,
    };
    const inputs = ["query", "label", "least", "most", "order"].map(byId);
    const [query, label, least, most, order] = inputs;
    const body = byId("documents").tBodies[0];
    let found = [];
    let page = 0;
    data.labels.forEach((name, i) => label.append(make("option", { value: i }, plain(name, 80))));
    if (documents.some((one) => one.label < 0)) {
      label.append(make("option", { value: -1 }, "(nothing decided)"));
    }

    function show() {
      body.replaceChildren(...found.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).map((one) => {
        const words = one.words.flatMap((word, i) => (i ? [", ", isolated(word)] : [isolated(word)]));
        return make("tr", {},
          make("th", { scope: "row" }, make("a", { href: pageOf(one.number) }, isolated(brief(one.name)))),
          make("td", {}, one.label < 0 ? "–" : isolated(brief(data.labels[one.label]))),
          make("td", { class: "n" }, one.label < 0 ? "–" : fixed(one.confidence)),
          make("td", { class: "n" }, String(one.decisions)),
          make("td", {}, ...words));
      }));
      const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
      byId("found").textContent = found.length + " of " + documents.length + " documents";
      byId("where").textContent = "Page " + (page + 1) + " of " + pages;
      byId("back").disabled = page === 0;
      byId("forth").disabled = page >= pages - 1;
      byId("pager").hidden = pages === 1;
    }

    function search() {
      const text = query.value.trim().toLowerCase();
      const from = least.value === "" ? 0 : 1000 * Number(least.value);
      const to = most.value === "" ? 1000 : 1000 * Number(most.value);
      found = documents.filter((one) =>
        (!text || one.text.includes(text))
        && (label.value === "" || one.label === Number(label.value))
        && (one.label < 0 ? from <= 0 : one.confidence >= from && one.confidence <= to));
      found.sort(orders[order.value]);
      page = 0;
      show();
    }

    // Fields tell of a change when they are left, which would take the rows away from under a click.
    inputs.forEach((input) => input.addEventListener(input instanceof HTMLSelectElement ? "change" : "input", search));
    const turn = (by) => () => { page += by; show(); byId("documents").scrollIntoView({ block: "start" }); };
    byId("back").addEventListener("click", turn(-1));
    byId("forth").addEventListener("click", turn(1));
    byId("filters").hidden = false;
    search();
  }

  // ---------------------------------------------------------------- document

  let shown = 0;

  function showDocument(data) {
    const turn = ++shown;
    const flow = byId("text");
    const textOf = (unit, begin, end) => data.text.slice(unit.b + begin, unit.b + end);
    const labelOf = (unit) => data.labels[unit.l];
    byId("document-name").textContent = data.name;
    const verdict = byId("document-verdict");
    verdict.replaceChildren();
    if (data.label === undefined) {
      verdict.append("Nothing was decided in this document.");
    } else {
      verdict.append("Label of the document: ", make("strong", {}, isolated(data.label)), ", confidence " + fixed(data.confidence)
        + ". " + data.units.length + (data.units.length === 1 ? " decision" : " decisions") + ", by ");
      data.models.forEach((model, i) => verdict.append(i ? ", " : "", isolated(model)));
      verdict.append(".");
    }
    flow.replaceChildren();
    if (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(data.language || "") && !data.language.startsWith("x")) {
      flow.setAttribute("lang", data.language);
    } else {
      flow.removeAttribute("lang");
    }
    clearPanel();

    // ---- the text: what lies between units as it is, units with their marked words

    let chunk = null;
    // Not while it grows: browsers would look for its direction with every word.
    const endChunk = () => { if (chunk) { chunk.dir = "auto"; } };
    const startChunk = (again) => {
      endChunk();
      chunk = make("div", { class: again ? "chunk again" : "chunk" });
      flow.append(chunk);
    };
    const gap = (text) => { if (text) { chunk.append(make("span", { class: "gap" }, text)); } };

    function marks(unit) {
      const places = new Map();
      unit.t.forEach((token) => places.set(token[0] + "-" + token[1], { begin: token[0], end: token[1], token }));
      unit.r.forEach(([b1, e1, b2, e2]) => [[b1, e1], [b2, e2]].forEach(([begin, end]) => {
        const key = begin + "-" + end;
        if (!places.has(key)) { places.set(key, { begin, end, token: null }); }
      }));
      return Array.from(places.values()).sort((a, b) => a.begin - b.begin || a.end - b.end);
    }

    function unitElement(unit, index) {
      const words = make("span", { class: "passage" });
      let at = 0;
      let first = true;
      for (const mark of marks(unit)) {
        // Tokens of other tokenizers may overlap: the text must stay as it is.
        if (mark.begin < at) { continue; }
        words.append(textOf(unit, at, mark.begin));
        const span = make("span", { "data-place": mark.begin + "-" + mark.end }, textOf(unit, mark.begin, mark.end));
        if (mark.token) {
          span.className = "tok " + sideOf(mark.token);
          span.style.setProperty("--i", mark.token[3] / 1000);
          span.setAttribute("role", "button");
          span.tabIndex = first ? 0 : -1;
          span.safr = { unit, token: mark.token };
          first = false;
        }
        words.append(span);
        at = mark.end;
      }
      words.append(textOf(unit, at, unit.e - unit.b));
      const label = brief(labelOf(unit));
      const chip = make("button", { type: "button", class: "chip", "aria-expanded": "false" },
        isolated(label), " " + fixed(unit.c), make("span", { class: "away" }, " why decision " + (index + 1)));
      const element = make("span", { class: "unit", "data-unit": index }, words, chip);
      chip.addEventListener("click", () => toggleDetails(element, chip, unit, index));
      return element;
    }

    let next = 0;
    let at = 0;
    let units = 0;
    startChunk(false);
    function renderSome() {
      if (turn !== shown) { return; }
      const until = performance.now() + 60;
      while (next < data.units.length && performance.now() < until) {
        const unit = data.units[next];
        if (unit.b < at) {
          startChunk(true);
          chunk.append(make("span", { class: "hint" }, "Decided on the same text, by "), isolated(data.models[unit.m]), ": ");
          chunk.append(unitElement(unit, next));
          units = Infinity;
        } else {
          if (units === Infinity) { startChunk(false); units = 0; }
          const between = data.text.slice(at, unit.b);
          const cut = units >= 20 ? between.lastIndexOf("\n") + 1 : 0;
          if (cut) {
            gap(between.slice(0, cut));
            startChunk(false);
            units = 0;
          }
          gap(between.slice(cut));
          chunk.append(unitElement(unit, next));
          at = unit.e;
          units++;
        }
        next++;
      }
      const busy = next < data.units.length;
      byId("rendering").textContent = busy ? "Showing decision " + next + " of " + data.units.length + " …" : "";
      flow.setAttribute("aria-busy", String(busy));
      if (busy) {
        setTimeout(renderSome, 0);
      } else {
        if (units === Infinity) { startChunk(false); }
        gap(data.text.slice(at));
        endChunk();
      }
    }

    // ---- the chosen word

    function choose(span, say) {
      const { unit, token } = span.safr;
      flow.querySelectorAll(".chosen").forEach((old) => old.classList.remove("chosen"));
      span.classList.add("chosen");
      const [begin, end, rank, importance, contribution, visibility] = token;
      const side = { for: "for", against: "against", neither: "neither for nor against" }[sideOf(token)];
      const word = brief(textOf(unit, begin, end));
      const layers = unit.n.filter((one) => unit.t[one[0]] === token).map(allocation).sort((a, b) => b.layer - a.layer);
      const sentence = make("p", {}, make("strong", {}, isolated(word)), " speaks ", make("strong", {}, side),
        " ", isolated(brief(labelOf(unit))), ": contribution " + signed(contribution) + ", importance " + fixed(importance) + ", rank " + rank + " of " + unit.t.length + ".");
      byId("panel-say").setAttribute("aria-live", say ? "polite" : "off");
      byId("panel-say").replaceChildren(sentence);
      const body = byId("panel-body");
      body.replaceChildren(make("p", {}, "Visible to the network: " + fixed(visibility) + " of 1."));
      layers.forEach((layer) => {
        body.append(make("p", {}, "Layer " + layer.layer + ": norm " + fixed(layer.norm) + ", capacity " + fixed(layer.capacity)
          + ", interference " + fixed(layer.interference) + ", spread over " + fixed(layer.spread, 1) + " neurons."));
        body.append(table("Its top neurons in layer " + layer.layer, [["Neuron", true], ["Activation", true], ["Effect on the label", true]],
          layer.neurons.map((one) => [neuronLink(data.models[unit.m], layer.layer, one.neuron), fixed(one.activation), signedFinely(one.effect)])));
      });
      const partners = unit.r.filter((r) => (r[0] === begin && r[1] === end) || (r[2] === begin && r[3] === end));
      if (partners.length) {
        const list = make("p", {}, "Read together with: ");
        partners.forEach((r, i) => {
          const other = r[0] === begin && r[1] === end ? [r[2], r[3]] : [r[0], r[1]];
          list.append(i ? ", " : "", isolated(brief(textOf(unit, other[0], other[1]))), " (score " + fixed(r[4] / 1000, 3) + ")");
        });
        body.append(list);
      }
      const close = make("button", { type: "button" }, "Close");
      close.addEventListener("click", () => { span.classList.remove("chosen"); clearPanel(); });
      body.append(close);
      byId("panel").classList.add("filled");
    }

    const tokenOf = (target) => (target instanceof Element ? target.closest(".text .tok") : null);
    flow.onmouseover = (event) => { const span = tokenOf(event.target); if (span) { choose(span, false); } };
    flow.onclick = (event) => { const span = tokenOf(event.target); if (span) { span.focus(); choose(span, true); } };
    flow.onkeydown = (event) => {
      const span = tokenOf(event.target);
      if (!span) { return; }
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(span, true); return; }
      if (event.key === "Escape") { span.classList.remove("chosen"); clearPanel(); return; }
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) { return; }
      event.preventDefault();
      const all = Array.from(flow.querySelectorAll(".tok"));
      const other = all[all.indexOf(span) + step];
      if (other) {
        const own = other.closest(".unit");
        own.querySelectorAll(".tok").forEach((one) => { one.tabIndex = one === other ? 0 : -1; });
        other.focus();
      }
    };
    showDocument.focused = (event) => { const span = tokenOf(event.target); if (span) { choose(span, true); } };

    // ---- why a decision

    function toggleDetails(element, chip, unit, index) {
      const open = chip.getAttribute("aria-expanded") === "true";
      chip.setAttribute("aria-expanded", String(!open));
      element.classList.toggle("open", !open);
      if (open) {
        element.safrClose();
        return;
      }
      const details = detailsOf(element, unit, index);
      chip.after(details.element);
      element.safrClose = () => { details.close(); details.element.remove(); };
    }

    function detailsOf(element, unit, index) {
      const title = "decision-" + index;
      const label = brief(labelOf(unit));
      const box = make("div", { class: "details", role: "region", "aria-labelledby": title, lang: "en" });
      box.append(make("h3", { id: title }, "Decision " + (index + 1) + ": ", isolated(label), ", confidence " + fixed(unit.c)));
      box.append(make("p", { class: "hint" }, "By ", isolated(data.models[unit.m])));
      const probabilities = [];
      for (let i = 0; i + 1 < unit.p.length; i += 2) { probabilities.push([unit.p[i], unit.p[i + 1]]); }
      box.append(table("Probabilities of the labels", [["Label"], ["Probability", true]],
        probabilities.map(([l, p]) => [isolated(brief(data.labels[l])), fixed(p, 3)])));
      let arcs = null;
      const closers = [];
      if (!unit.t.length) {
        box.append(make("p", {}, "This decision was not explained."));
        return { element: box, close() {} };
      }
      box.append(reasons(unit, label));
      box.append(table("Its important words; contributions in logits, positive for the label",
        [["Word"], ["Rank", true], ["Contribution", true], ["Importance", true], ["Visibility", true]],
        unit.t.map((t) => [isolated(brief(textOf(unit, t[0], t[1]))), String(t[2]), signed(t[4]), fixed(t[3]), fixed(t[5])])));

      if (unit.r.length) {
        const toggle = make("button", { type: "button", "aria-pressed": "false" }, "Lines between words read together");
        toggle.addEventListener("click", () => {
          const on = toggle.getAttribute("aria-pressed") !== "true";
          toggle.setAttribute("aria-pressed", String(on));
          if (on) { arcs = showArcs(element, unit); } else { arcs.remove(); arcs = null; }
        });
        closers.push(() => arcs && arcs.remove());
        box.append(make("h4", {}, "Words read together"), make("div", { class: "tools" }, toggle));
        box.append(table("Pairs that act on the label together; similarity of neurons from −1 to 1",
          [["Pair"], ["Score", true], ["Attention", true], ["Similarity of neurons", true]],
          unit.r.map((r) => [make("span", {}, isolated(brief(textOf(unit, r[0], r[1]))), " and ", isolated(brief(textOf(unit, r[2], r[3])))),
            fixed(r[4] / 1000, 3), fixed(r[5], 3), signed(r[6])])));
      }
      if (unit.n.length) {
        closers.push(addFigure(box, unit, index));
      }
      return { element: box, close() { closers.forEach((close) => close()); } };
    }

    function reasons(unit, label) {
      const paragraph = make("p", {});
      const name = (tokens) => tokens.slice(0, 3).forEach((t, i) =>
        paragraph.append(i ? ", " : "", isolated(brief(textOf(unit, t[0], t[1]))), " (" + signed(t[4]) + ")"));
      const pro = unit.t.filter((t) => t[4] > 0);
      const against = unit.t.filter((t) => t[4] < 0);
      if (pro.length) {
        paragraph.append("Most for ", isolated(label), " spoke ");
        name(pro);
        paragraph.append(". ");
      }
      if (against.length) {
        paragraph.append("Against it spoke ");
        name(against);
        paragraph.append(".");
      } else {
        paragraph.append("No important word spoke against it.");
      }
      return paragraph;
    }

    // ---- lines between words

    function showArcs(element, unit) {
      const overlay = draw("svg", { class: "arcs", "aria-hidden": "true" });
      flow.append(overlay);
      const most = Math.max(...unit.r.map((r) => r[4]), 1e-9);
      const spot = (begin, end, origin) => {
        const span = element.querySelector('[data-place="' + begin + "-" + end + '"]');
        const box = span && span.getClientRects()[0];
        return box ? [box.left + box.width / 2 - origin.left, box.top - origin.top] : null;
      };
      const redraw = () => {
        const origin = flow.getBoundingClientRect();
        overlay.replaceChildren();
        unit.r.forEach((r) => {
          const from = spot(r[0], r[1], origin);
          const to = spot(r[2], r[3], origin);
          if (from && to) {
            const height = Math.min(from[1], to[1]) - 10 - Math.min(40, Math.abs(to[0] - from[0]) / 6);
            overlay.append(draw("path", {
              d: "M" + from.join(" ") + " Q" + (from[0] + to[0]) / 2 + " " + height + " " + to.join(" "),
              "stroke-width": (1 + 3 * r[4] / most).toFixed(1),
            }));
          }
        });
      };
      const observer = new ResizeObserver(redraw);
      observer.observe(flow);
      redraw();
      return { remove() { observer.disconnect(); overlay.remove(); } };
    }

    // ---- neurons

    function addFigure(box, unit, index) {
      const layers = Array.from(new Set(unit.n.map((one) => one[1]))).sort((a, b) => b - a);
      const select = make("select", {}, ...layers.map((layer) => make("option", { value: layer }, String(layer))));
      const holder = make("div", { class: "figure", tabindex: "0", role: "group", "aria-label": "Figure of neurons" });
      const shared = make("div", {});
      const model = () => figureModel(unit, Number(select.value), textOf);
      const redraw = () => {
        const one = model();
        holder.replaceChildren(figure(one, colours(), brief(labelOf(unit))));
        shared.replaceChildren(neuronTable(one));
      };
      const save = (name, write) => {
        const button = make("button", { type: "button" }, "Save as " + name);
        button.addEventListener("click", () => write(figure(model(), LIGHT, brief(labelOf(unit))), "neurons-document-" + data.number + "-decision-" + (index + 1)));
        return button;
      };
      select.addEventListener("change", redraw);
      document.addEventListener("theme", redraw);
      box.append(make("h4", {}, "Neurons of the words"),
        make("p", { class: "hint" }, "A row is a word, a column one of its top neurons. A shaded column is a neuron that several words share. "
          + "Capacity 1 means that a word has its neurons to itself."),
        make("div", { class: "tools" }, layers.length > 1 ? make("label", {}, "Layer ", select) : null, save("SVG", saveSvg), save("PNG", savePng)),
        holder, make("details", {}, make("summary", {}, "As a table"), shared));
      redraw();
      return () => document.removeEventListener("theme", redraw);
    }

    renderSome();
  }

  function clearPanel() {
    byId("panel").classList.remove("filled");
    byId("panel-say").replaceChildren(make("p", { class: "hint" }, "No word is chosen."));
    byId("panel-body").replaceChildren();
  }

  /** A row of n by names. */
  function allocation(row) {
    const neurons = [];
    for (let i = 6; i + 2 < row.length; i += 3) {
      neurons.push({ neuron: row[i], activation: row[i + 1], effect: row[i + 2] === null ? null : row[i + 2] / 1000 });
    }
    return { layer: row[1], norm: row[2], capacity: row[3], interference: row[4], spread: row[5], neurons };
  }

  /** The words and neurons of a layer that a figure has room for. */
  function figureModel(unit, layer, textOf) {
    const all = unit.n.filter((one) => one[1] === layer).sort((a, b) => a[0] - b[0]);
    const rows = all.slice(0, FIGURE_ROWS).map((one) => {
      const [begin, end] = unit.t[one[0]];
      const { norm, capacity, neurons } = allocation(one);
      return { begin, word: textOf(unit, begin, end), norm, capacity, neurons: new Map(neurons.map((neuron) => [neuron.neuron, neuron])) };
    }).sort((a, b) => a.begin - b.begin);
    const columns = new Map();
    rows.forEach((row) => row.neurons.forEach((value, neuron) => {
      const column = columns.get(neuron) || { neuron, users: 0, weight: 0 };
      column.users++;
      column.weight += Math.abs(value.effect === null ? value.activation : value.effect);
      columns.set(neuron, column);
    }));
    const sorted = Array.from(columns.values()).sort((a, b) => b.users - a.users || b.weight - a.weight || a.neuron - b.neuron);
    return { layer, rows, columns: sorted.slice(0, FIGURE_COLUMNS), hiddenRows: all.length - rows.length, hiddenColumns: Math.max(0, sorted.length - FIGURE_COLUMNS) };
  }

  function neuronTable(model) {
    return table("Neurons by how many of the words use them", [["Neuron", true], ["Words", true], ["Which, with the effect on the label"]],
      model.columns.map((column) => {
        const words = make("span", {});
        let first = true;
        model.rows.forEach((row) => {
          const value = row.neurons.get(column.neuron);
          if (value) {
            words.append(first ? "" : ", ", isolated(brief(row.word)), " (" + (value.effect === null ? "activation " + fixed(value.activation) : signedFinely(value.effect)) + ")");
            first = false;
          }
        });
        return [String(column.neuron), String(column.users), words];
      }));
  }

  /** Words against their top neurons: a figure that stands by itself. */
  function figure(model, colour, label) {
    // The bars stand before the neurons, so that narrow windows show them too.
    const cell = 26, bars = 150, bar = 86, left = bars + 2 * bar + 14, top = 78;
    const right = left + model.columns.length * cell;
    const width = Math.max(right + 8, 620);
    const bottom = top + model.rows.length * cell;
    const height = bottom + 74;
    const hasEffects = model.rows.some((row) => Array.from(row.neurons.values()).some((value) => value.effect !== null));
    const size = (value) => Math.abs(value.effect === null ? value.activation : value.effect);
    const most = Math.max(1e-9, ...model.rows.flatMap((row) => Array.from(row.neurons.values(), size)));
    const norms = Math.max(1e-9, ...model.rows.map((row) => row.norm));
    const svg = draw("svg", { xmlns: SVG, viewBox: "0 0 " + width + " " + height, width, height, role: "img",
      "aria-label": "Words against their top neurons in layer " + model.layer + "; the table below has its numbers",
      "font-family": "system-ui, sans-serif", "font-size": 12 });
    const write = (x, y, text, more) => svg.append(draw("text", Object.assign({ x, y, fill: colour.front }, more), text));
    const mark = (x, y, value) => {
      const r = 3 + 8 * Math.sqrt(size(value) / most);
      if (value.effect === null) {
        svg.append(draw("rect", { x: x - r * 0.8, y: y - r * 0.8, width: r * 1.6, height: r * 1.6, fill: colour.quiet }));
      } else if (value.effect >= 0) {
        svg.append(draw("circle", { cx: x, cy: y, r, fill: colour.pro }));
      } else {
        svg.append(draw("path", { d: "M" + x + " " + (y - r) + "l" + r + " " + r + "l" + -r + " " + r + "l" + -r + " " + -r + "z",
          fill: colour.back, stroke: colour.against, "stroke-width": 2 }));
      }
    };
    svg.append(draw("rect", { x: 0, y: 0, width, height, fill: colour.back }));
    write(8, 16, "Neurons of layer " + model.layer + ", label: " + plain(label, 40), { "font-weight": "bold" });
    model.columns.forEach((column, i) => {
      const x = left + i * cell + cell / 2;
      const shared = column.users > 1;
      if (shared) {
        svg.append(draw("rect", { x: x - cell / 2 + 1, y: 24, width: cell - 2, height: bottom - 20, rx: 4, fill: colour.band }));
        const places = model.rows.map((row, j) => (row.neurons.has(column.neuron) ? top + j * cell + cell / 2 : null)).filter((y) => y !== null);
        svg.append(draw("line", { x1: x, x2: x, y1: places[0], y2: places[places.length - 1], stroke: colour.front, "stroke-width": 1.5 }));
        write(x, 36, "×" + column.users, { "text-anchor": "middle", "font-weight": "bold" });
      }
      write(0, 0, String(column.neuron), { transform: "translate(" + (x + 4) + " " + (top - 6) + ") rotate(-90)", "font-weight": shared ? "bold" : "normal" });
    });
    write(bars, top - 8, "norm", {});
    write(bars + bar, top - 8, "capacity", {});
    model.rows.forEach((row, j) => {
      const y = top + j * cell + cell / 2;
      svg.append(draw("line", { x1: left, x2: right, y1: y, y2: y, stroke: colour.line, "stroke-width": 0.5 }));
      write(bars - 8, y + 4, plain(row.word, 18), { "text-anchor": "end" });
      model.columns.forEach((column, i) => {
        const value = row.neurons.get(column.neuron);
        if (value) { mark(left + i * cell + cell / 2, y, value); }
      });
      [[row.norm / norms, row.norm, bars], [row.capacity / 1000, row.capacity, bars + bar]].forEach(([share, value, x]) => {
        svg.append(draw("rect", { x, y: y - 7, width: 44, height: 14, fill: "none", stroke: colour.line }));
        svg.append(draw("rect", { x, y: y - 7, width: Math.max(0, 44 * share), height: 14, fill: colour.bar }));
        write(x + 48, y + 4, fixed(value), {});
      });
    });
    const y = bottom + 24;
    if (hasEffects) {
      mark(14, y, { effect: most / 2 });
      write(26, y + 4, "pushes towards the label", {});
      mark(200, y, { effect: -most / 2 });
      write(212, y + 4, "pushes away from it", {});
    } else {
      mark(14, y, { effect: null, activation: most / 2 });
      write(26, y + 4, "fires (effects on the label are known in the last layer only)", {});
    }
    svg.append(draw("rect", { x: hasEffects ? 352 : 400, y: y - 9, width: 18, height: 18, rx: 4, fill: colour.band }));
    write(hasEffects ? 376 : 424, y + 4, "shared by several words", {});
    const leftOut = [model.hiddenRows ? "less important words: " + model.hiddenRows : "", model.hiddenColumns ? "neurons with less effect: " + model.hiddenColumns : ""].filter(Boolean);
    write(8, y + 30, leftOut.length ? "Left out: " + leftOut.join(", ") + "." : "Larger marks: larger effect.", { fill: colour.quiet });
    return svg;
  }

  function download(blob, name) {
    const url = URL.createObjectURL(blob);
    const link = make("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  const svgBlob = (svg) => new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });

  function saveSvg(svg, name) {
    download(svgBlob(svg), name + ".svg");
  }

  function savePng(svg, name) {
    const url = URL.createObjectURL(svgBlob(svg));
    const image = new Image();
    image.onload = () => {
      const canvas = make("canvas", {});
      canvas.width = 2 * Number(svg.getAttribute("width"));
      canvas.height = 2 * Number(svg.getAttribute("height"));
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => download(blob, name + ".png"), "image/png");
      URL.revokeObjectURL(url);
    };
    image.src = url;
  }

  // ---------------------------------------------------------------- pages

  async function unpacked(id) {
    const bytes = Uint8Array.from(atob(byId(id).textContent.trim()), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  function open(id) {
    if (typeof DecompressionStream === "undefined") {
      byId("rendering").textContent = "This browser is too old to unpack the document. Use one from 2023 or later.";
      return;
    }
    unpacked(id).then(showDocument);
  }

  /** In a single file: the collection, or the document that the address names. */
  function route() {
    if (location.hash && !location.hash.startsWith("#/")) { return; }
    const match = /^#\/doc\/(\d+)$/.exec(location.hash);
    const id = match ? "document-" + match[1] : null;
    const known = id !== null && byId(id) !== null;
    byId("collection-view").hidden = known;
    byId("document-view").hidden = !known;
    if (known) {
      open(id);
    }
    window.scrollTo(0, 0);
  }

  /** Tools for the script of an atlas, which stands behind this one. */
  window.safr = { byId, make, draw, isolated, brief, plain, table, fixed, unpacked };

  setUpTheme();
  if (atlas && document.querySelector("header nav")) {
    document.querySelector("header nav").append(" ", make("a", { id: "atlas", href: atlas }, "Neuron atlas"));
  }
  if (byId("text")) {
    byId("text").addEventListener("focusin", (event) => showDocument.focused && showDocument.focused(event));
  }
  if (byId("collection-data")) {
    setUpCollection(JSON.parse(byId("collection-data").textContent));
  }
  if (byId("document-data")) {
    open("document-data");
  } else if (byId("collection-view")) {
    window.addEventListener("hashchange", route);
    route();
  }
})();
