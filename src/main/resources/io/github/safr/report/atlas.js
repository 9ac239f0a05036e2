/*
 * Shows an atlas of neurons. Runs behind report.js, whose tools it uses; text is set as text, never as markup.
 *
 * A column's data, compressed: { title, models: [{ name, labels: [name], layers: [{ layer, units: [passages of label],
 * neurons }] }], words: [text], contexts: [[text, begin, end]], documents: [[name, address or null]] }. A neuron:
 *   0 number   1 selectivity   2 tokens   3 whether words are left out
 *   4 [label, passages, tokens, mean of largest activations, mean effect, label...]
 *   5 [width of a bin, count...]
 *   6 strongest: [activation, effect, label, document, context, activation...]
 *   7 [word, tokens, mean activation, mean effect, word...], the word of most tokens first
 * Fractions are in thousandths, effects in millionths, and the width of bins is as it is.
 */
"use strict";
(function () {
  const { byId, make, draw, isolated, brief, plain, table, fixed, unpacked } = window.safr;
  const PAGE_SIZE = 50;
  const WORDS_IN_LIST = 6;
  const WORDS_IN_DETAILS = 60;

  /** An effect, in millionths, as a fraction. */
  const signed = (value) => (value === null || value === undefined ? "–" : (value < 0 ? "−" : "+") + (Math.abs(value) / 1e6).toFixed(3));
  const count = (number, one) => number + " " + one + (number === 1 ? "" : "s");

  /** Rows of a flat array. */
  function rows(flat, width) {
    const all = [];
    for (let i = 0; i + width <= flat.length; i += width) {
      all.push(flat.slice(i, i + width));
    }
    return all;
  }

  /** A neuron by names; its words stay as they are until they are needed. */
  function neuronOf(row) {
    const labels = rows(row[4], 5).map(([label, passages, tokens, mean, effect]) => ({ label, passages, tokens, mean, effect }));
    return {
      number: row[0], selectivity: row[1], tokens: row[2], more: row[3] === 1, labels,
      passages: labels.reduce((sum, one) => sum + one.passages, 0),
      best: labels.reduce((best, one) => (one.mean !== null && one.mean > 0 && (best === null || one.mean > best.mean) ? one : best), null),
      width: row[5][0], bins: row[5].slice(1), strongest: row[6], words: row[7], wordTypes: row[7].length / 4,
    };
  }

  const query = byId("query");
  const passages = byId("passages");
  const order = byId("order");
  const columns = [];

  const compare = {
    selectivity: (a, b) => (b.selectivity === null ? -1 : b.selectivity) - (a.selectivity === null ? -1 : a.selectivity) || b.passages - a.passages || a.number - b.number,
    few: (a, b) => a.wordTypes - b.wordTypes || b.passages - a.passages || a.number - b.number,
    many: (a, b) => b.wordTypes - a.wordTypes || b.passages - a.passages || a.number - b.number,
    passages: (a, b) => b.passages - a.passages || a.number - b.number,
    index: (a, b) => a.number - b.number,
  };

  function setUpColumn(element, data) {
    const side = Number(element.dataset.side);
    const part = (name) => element.querySelector("." + name);
    const select = part("layer");
    const body = part("neurons").tBodies[0];
    const numbers = new Map(data.words.map((word, i) => [word, i]));
    const layers = data.models.flatMap((model) => model.layers.map((layer) => ({ model, layer, neurons: null })));
    let chosen = null;
    let found = [];
    let page = 0;
    let searched = false;

    layers.forEach((one, i) => select.append(make("option", { value: i }, plain(one.model.name, 60) + ", layer " + one.layer.layer)));
    part("layers").hidden = layers.length < 2;

    function choose() {
      chosen = layers[Number(select.value || 0)] || null;
      if (chosen && !chosen.neurons) {
        chosen.neurons = chosen.layer.neurons.map(neuronOf);
      }
      const summary = part("summary");
      summary.replaceChildren();
      if (!chosen) {
        summary.append("No explanation reports neurons here. Annotate without --no-explain, and with a model that reports them.");
        return;
      }
      const middle = (values) => { const sorted = values.slice().sort((a, b) => a - b); return sorted.length ? sorted[Math.floor((sorted.length - 1) / 2)] : null; };
      const selective = middle(chosen.neurons.filter((one) => one.selectivity !== null).map((one) => one.selectivity));
      summary.append("Layer " + chosen.layer.layer + " of ", isolated(brief(chosen.model.name)), ": " + count(chosen.neurons.length, "neuron")
        + "; half of them serve at most " + count(middle(chosen.neurons.map((one) => one.wordTypes)), "word")
        + (selective === null ? "; selectivity needs passages of two labels." : " and have a selectivity of at most " + fixed(selective) + ".") + " Passages: ");
      chosen.model.labels.forEach((label, i) => summary.append(i ? ", " : "", isolated(brief(label)), " " + (chosen.layer.units[i] || 0)));
      summary.append(".");
    }

    const labelOf = (number) => brief(chosen.model.labels[number]);

    /** What a neuron did for some words: [tokens, sum of activations, sum of effects or null]. */
    function useOf(neuron, words) {
      let tokens = 0, activations = 0, effects = 0, known = false;
      for (let i = 0; i < neuron.words.length; i += 4) {
        if (words.has(neuron.words[i])) {
          const times = neuron.words[i + 1];
          tokens += times;
          activations += times * neuron.words[i + 2];
          if (neuron.words[i + 3] !== null) { effects += times * neuron.words[i + 3]; known = true; }
        }
      }
      return tokens ? { tokens, activation: activations / tokens, effect: known ? effects / tokens : null } : null;
    }

    function search() {
      const text = query.value.trim().toLowerCase();
      const least = Math.max(1, Number(passages.value) || 1);
      page = 0;
      if (!chosen) {
        return;
      }
      const enough = chosen.neurons.filter((one) => one.passages >= least);
      let note = "";
      searched = false;
      if (!text) {
        found = enough;
      } else if (/^\d+$/.test(text)) {
        found = enough.filter((one) => one.number === Number(text));
      } else {
        const words = numbers.has(text) ? new Set([numbers.get(text)])
          : new Set(data.words.flatMap((word, i) => (word.includes(text) ? [i] : [])));
        searched = true;
        enough.forEach((one) => { one.use = useOf(one, words); });
        found = enough.filter((one) => one.use);
        note = numbers.has(text) ? " listed for this word" : " listed for " + count(words.size, "word") + " with these letters";
      }
      const wanted = order.value === "best" ? (searched ? byUse : compare.selectivity) : compare[order.value];
      found = found.slice().sort(wanted);
      part("found").textContent = found.length + " of " + count(chosen.neurons.length, "neuron") + note;
      show();
    }

    const byUse = (a, b) => b.use.tokens - a.use.tokens || Math.abs(b.use.effect) - Math.abs(a.use.effect) || b.use.activation - a.use.activation || a.number - b.number;

    function show() {
      element.querySelectorAll("th.use").forEach((head) => { head.hidden = !searched; });
      body.replaceChildren(...found.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).flatMap(rowOf));
      const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
      part("where").textContent = "Page " + (page + 1) + " of " + pages;
      part("back").disabled = page === 0;
      part("forth").disabled = page >= pages - 1;
      part("pager").hidden = pages === 1;
    }

    function rowOf(neuron) {
      const id = "details-" + side + "-" + neuron.number;
      const button = make("button", { type: "button", "aria-expanded": "false", "aria-controls": id, "data-neuron": neuron.number },
        make("span", { class: "away" }, "Neuron "), String(neuron.number));
      const words = rows(neuron.words.slice(0, 4 * WORDS_IN_LIST), 4).flatMap(([word, tokens], i) => [i ? ", " : "", isolated(data.words[word]), " ×" + tokens]);
      const cell = make("td", { colspan: searched ? 9 : 6, id });
      const details = make("tr", { hidden: true }, cell);
      button.addEventListener("click", () => {
        const open = button.getAttribute("aria-expanded") !== "true";
        button.setAttribute("aria-expanded", String(open));
        details.hidden = !open;
        cell.replaceChildren(...(open ? [detailsOf(neuron)] : []));
      });
      return [make("tr", {},
        make("th", { scope: "row", class: "n" }, button),
        ...(searched ? [String(neuron.use.tokens), fixed(neuron.use.activation), signed(neuron.use.effect)] : []).map((use) => make("td", { class: "n use" }, use)),
        make("td", { class: "n" }, fixed(neuron.selectivity)),
        make("td", {}, neuron.best ? isolated(labelOf(neuron.best.label)) : "–"),
        make("td", { class: "n" }, (neuron.more ? "at least " : "") + neuron.wordTypes),
        make("td", { class: "n" }, String(neuron.passages)),
        make("td", {}, ...words)), details];
    }

    function detailsOf(neuron) {
      const box = make("div", { class: "details" });
      box.append(make("h3", {}, "Neuron " + neuron.number + " of layer " + chosen.layer.layer));
      box.append(make("p", {}, "Listed for " + count(neuron.tokens, "word") + " in " + count(neuron.passages, "passage") + "; "
        + (neuron.more ? "at least " : "") + count(neuron.wordTypes, "different word") + "."));
      box.append(table("By label that was chosen", [["Label"], ["Passages", true], ["of", true], ["Mean of largest activations", true], ["Mean effect on the label", true]],
        chosen.model.labels.map((name, i) => {
          const one = neuron.labels.find((label) => label.label === i);
          const all = chosen.layer.units[i] || 0;
          return [isolated(brief(name)), String(one ? one.passages : 0), String(all), one ? fixed(one.mean) : all ? "0.00" : "–", one ? signed(one.effect) : "–"];
        })));
      box.append(make("h4", {}, "Strongest words in their context"));
      box.append(table(null, [["Context"], ["Activation", true], ["Effect", true], ["Label"], ["Document"]],
        rows(neuron.strongest, 5).map(([activation, effect, label, document, context]) =>
          [contextOf(data.contexts[context]), fixed(activation), signed(effect), isolated(labelOf(label)), documentOf(data.documents[document])])));
      box.append(make("h4", {}, "Activations"), ...histogram(neuron));
      const words = rows(neuron.words, 4);
      box.append(make("h4", {}, "Words it was listed for"));
      const note = words.length > WORDS_IN_DETAILS ? "The " + WORDS_IN_DETAILS + " of most tokens; there are " + words.length + (neuron.more ? " or more" : "") : null;
      box.append(table(note, [["Word"], ["Times", true], ["Mean activation", true], ["Mean effect", true]],
        words.slice(0, WORDS_IN_DETAILS).map(([word, tokens, activation, effect]) => [wordButton(data.words[word]), String(tokens), fixed(activation), signed(effect)])));
      return box;
    }

    function wordButton(word) {
      const button = make("button", { type: "button" }, isolated(word));
      button.addEventListener("click", () => {
        query.value = word;
        searchAll();
        query.focus();
      });
      return button;
    }

    const contextOf = ([text, begin, end]) => make("bdi", { class: "context" }, text.slice(0, begin), make("mark", {}, text.slice(begin, end)), text.slice(end));

    function documentOf([name, address]) {
      return address === null ? isolated(brief(name)) : make("a", { href: address }, isolated(brief(name)));
    }

    function histogram(neuron) {
      const last = neuron.bins.reduce((at, value, i) => (value ? i : at), 0);
      const bins = neuron.bins.slice(0, last + 1);
      const highest = Math.max(1, ...bins);
      const digits = Math.max(1, Math.min(6, Math.ceil(-Math.log2(neuron.width))));
      const bound = (i) => (i * neuron.width).toFixed(digits);
      const step = 320 / bins.length;
      const svg = draw("svg", { class: "histogram small", viewBox: "0 0 340 120", role: "img",
        "aria-label": "Histogram of sizes of activations where the neuron was listed; the table below has its numbers" });
      svg.append(draw("line", { x1: 8, y1: 92.5, x2: 332, y2: 92.5, class: "axis" }));
      bins.forEach((value, i) => {
        const height = value ? Math.max(1, 80 * value / highest) : 0;
        svg.append(draw("rect", { x: 10 + i * step, y: 92 - height, width: step - 2, height }));
      });
      svg.append(draw("text", { x: 8, y: 110 }, "0"), draw("text", { x: 332, y: 110, "text-anchor": "end" }, bound(bins.length)));
      return [svg, make("details", {}, make("summary", {}, "As a table"),
        table(null, [["Activation"], ["Tokens", true]], bins.map((value, i) => [bound(i) + " to " + bound(i + 1), String(value)])))];
    }

    function open(model, layer, number) {
      const at = layers.findIndex((one) => one.model.name === model && one.layer.layer === layer);
      if (at < 0) {
        return false;
      }
      select.value = String(at);
      choose();
      search();
      const button = body.querySelector('[data-neuron="' + number + '"]');
      if (button) {
        button.click();
        button.focus();
        button.scrollIntoView({ block: "start" });
      }
      return Boolean(button);
    }

    const turn = (by) => () => { page += by; show(); element.scrollIntoView({ block: "start" }); };
    part("back").addEventListener("click", turn(-1));
    part("forth").addEventListener("click", turn(1));
    select.addEventListener("change", () => { choose(); search(); });
    choose();
    return { search, open };
  }

  function searchAll() {
    columns.forEach((column) => column.search());
  }

  /** #/neuron/MODEL/LAYER/NUMBER opens a neuron, #/word/WORD asks for a word. */
  function route() {
    const neuron = /^#\/neuron\/([^/]+)\/(\d+)\/(\d+)$/.exec(location.hash);
    const word = /^#\/word\/([^/]+)$/.exec(location.hash);
    try {
      if (neuron) {
        query.value = neuron[3];
        passages.value = "1";
        searchAll();
        const model = decodeURIComponent(neuron[1]);
        if (!columns.some((column) => column.open(model, Number(neuron[2]), Number(neuron[3])))) {
          byId("rendering").textContent = "This atlas has no such neuron.";
        }
      } else if (word) {
        query.value = decodeURIComponent(word[1]);
        searchAll();
      }
    } catch (e) {
      // An address that somebody mangled leads nowhere.
      searchAll();
    }
  }

  async function start() {
    if (typeof DecompressionStream === "undefined") {
      byId("rendering").textContent = "This browser is too old to unpack the atlas. Use one from 2023 or later.";
      return;
    }
    for (const element of document.querySelectorAll("[data-side]")) {
      columns.push(setUpColumn(element, await unpacked("atlas-" + element.dataset.side)));
    }
    [query, passages].forEach((input) => input.addEventListener("input", searchAll));
    order.addEventListener("change", searchAll);
    byId("search").hidden = false;
    searchAll();
    window.addEventListener("hashchange", route);
    route();
    document.documentElement.dataset.ready = "true";
  }

  start();
})();
