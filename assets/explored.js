// The interactive chart once it is there: which lines and which span it shows, and how it is saved as a picture.
// Both stand in the address: "from" and "to" as in any view of the page, "lines" for those beside the own one.
(() => {
  if (window.dash_clientside?.explore) return;
  const stage = document.querySelector("[data-explore]").closest(".stage");
  const status = stage.querySelector("[role=status]");
  const controls = () => stage.querySelector(".controls");
  const plot = () => stage.querySelector(".js-plotly-plot");
  const every = (what) => [...stage.querySelectorAll(what)];
  const said = (name, values = {}) =>
    JSON.parse(controls().dataset.said)[name].replace(/\{(\w+)\}/g, (_, part) => values[part]);
  const tell = (name, values) => {
    status.textContent = said(name, values);
    stage.querySelector(".told").textContent = status.textContent;
  };
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  let labels; // of all points, oldest first, once the first figure is drawn
  let range; // that is drawn, or will be: the chart itself comes to it a little later
  let changed = true;
  let restoring = true; // what is drawn next is of the address, and does not make a new one

  // Spans of time, as the places of their first and last points.
  const within = (place) => Math.min(Math.max(place, 0), labels.length - 1);
  const span = ([from, to]) => [from + 0.5, to - 0.5].map((edge) => within(Math.round(edge)));
  const named = ([first, last]) => said("span", { first: labels[first], last: labels[last] });
  const FEWEST = 4;
  const steps = {
    closer: ([, last], count) => [last - Math.max(Math.ceil(count / 2), Math.min(count, FEWEST)) + 1, last],
    wider: ([, last], count) => [last - 2 * count + 1, last],
    earlier: (ends, count) => ends.map((one) => one - Math.min(Math.ceil(count / 2), ends[0])),
    later: (ends, count) => ends.map((one) => one + Math.min(Math.ceil(count / 2), labels.length - 1 - ends[1])),
  };
  const step = (kind) => {
    const before = span(range);
    const [first, last] = steps[kind](before, before[1] - before[0] + 1);
    // What would start before the first point goes on after the last: twice as wide is twice as wide.
    const after = [within(first), within(first < 0 ? last - first : last)];
    go(after, `${after}` === `${before}` ? "same" : "moved");
  };
  const go = (ends, word) => {
    range = [ends[0] - 0.5, ends[1] + 0.5];
    changed = true;
    tell(word, { span: named(ends) });
  };
  const newest = (count) => [labels.length - count, labels.length - 1];

  // What is shown, as an address, and the other way round; what an address has that is not known is passed over.
  const others = () => every("[data-line]").filter(pressed).map((one) => one.dataset.line);
  const press = (lines) => every("[data-line]").forEach((one) => one.setAttribute("aria-pressed", lines.includes(one.dataset.line)));
  const periods = () => controls().dataset.periods.split(" ");
  const query = () => new URLSearchParams(location.search);
  const write = ([first, last]) => {
    const asked = query(), ids = periods();
    first > 0 ? asked.set("from", ids[first]) : asked.delete("from");
    last < ids.length - 1 ? asked.set("to", ids[last]) : asked.delete("to");
    asked.set("lines", others().join(".") || "none");
    if (`${asked}` !== `${query()}`) history.pushState(null, "", `?${asked}${location.hash}`);
  };
  const usual = {}; // what is shown where the address says nothing
  const read = () => {
    const asked = query(), ids = periods(), lines = asked.get("lines");
    const first = ids.indexOf(asked.get("from")), last = ids.indexOf(asked.get("to"));
    press(lines === null ? usual.lines : lines.split("."));
    return [Math.max(first, 0) - 0.5, (last < 0 ? ids.length - 1 : last) + 0.5];
  };
  const redraw = () => {
    changed = true;
    controls().click();
  };
  addEventListener("popstate", () => {
    if (!labels) return;
    restoring = true;
    range = read();
    redraw();
  });
  // Who drags the chart along shows another span too.
  let followed;
  stage.addEventListener("pointerdown", () => {
    if (!plot() || plot() === followed) return;
    followed = plot();
    followed.on("plotly_relayout", (change) => {
      if (!("xaxis.range[0]" in change)) return;
      range = [...followed.layout.xaxis.range];
      redraw();
    });
  }, true);

  // The state of the controls is theirs; it changes before Dash hears of the press and asks for the figure.
  stage.addEventListener("click", ({ target }) => {
    const button = target.closest(".controls button");
    if (!button) return;
    const { points, step: kind, save: format } = button.dataset;
    if (points) return void go(newest(Number(points)), "moved");
    if (kind) return void step(kind);
    if (format) return void save(format);
    button.setAttribute("aria-pressed", !pressed(button));
    changed = true;
    tell(pressed(button) ? "on" : "off", { name: button.textContent });
  }, true);
  const fold = (back) => {
    const open = stage.querySelector("details[open]");
    if (!open) return;
    open.open = false;
    if (back) open.querySelector("summary").focus();
  };
  stage.addEventListener("keydown", ({ key }) => key === "Escape" && fold(true));
  stage.addEventListener("focusout", ({ relatedTarget: to }) => to && !stage.contains(to) && fold(false));

  // Colours: the page's own on the page, and those of the light page in a picture (see assets/site.css).
  const LIGHT = { accent: "#4335a7", ink: "#1b1a33", soft: "#585870", rule: "#dbd7cd", paper: "#fff" };
  const onPage = () => {
    // Where the reader's system decides on colours they have names that plotly does not know: so as numbers.
    const probe = stage.appendChild(document.createElement("i"));
    const known = Object.keys(LIGHT).map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    });
    probe.remove();
    return Object.fromEntries(known);
  };
  const forced = matchMedia("(forced-colors: active)");
  const own = { own: "accent", interval: "accent", region: "ink" };
  const painted = ({ data, layout }, colours, lines) => {
    const axis = { color: colours.soft, gridcolor: colours.rule, linecolor: colours.rule };
    const shapes = (layout.shapes || []).map((one) => ({ ...one, line: { ...one.line, color: colours.ink } }));
    return {
      data: data.map((trace) => {
        const color = colours[own[trace.meta] || (forced.matches && colours !== LIGHT && "ink")] || trace.line.color;
        const marker = { ...trace.marker, color };
        return { ...trace, visible: lines.includes(trace.meta), line: { ...trace.line, color }, marker };
      }),
      layout: {
        ...layout,
        shapes,
        font: { ...layout.font, color: colours.soft },
        xaxis: { ...layout.xaxis, ...axis },
        yaxis: { ...layout.yaxis, ...axis },
      },
    };
  };

  // What is shown decides the scale and the names of years, or seen closely of months and quarters.
  const scale = (axes, lines) => {
    const shown = lines.map((line) => axes[line]);
    const low = Math.min(...shown.map((one) => one.low)), high = Math.max(...shown.map((one) => one.high));
    const same = shown.find((one) => one.low === low && one.high === high);
    return { range: [low, high], tick0: low, dtick: same?.step ?? (high - low > 50 ? 20 : 10) };
  };
  const ticks = (years, [from, to]) => {
    if (to - from > 30) return years;
    const apart = Math.ceil((to - from) / (stage.clientWidth < 600 ? 2 : 5));
    const places = labels.map((_, place) => place).filter((place) => (Math.floor(to) - place) % apart === 0);
    return { tickvals: places, ticktext: places.map((place) => labels[place]) };
  };
  const shownLines = () => ["own", ...others()];
  const mark = (seen) => {
    const ends = `${span(seen)}`, ranges = every("[data-points]");
    const at = ranges.find((one) => `${newest(Number(one.dataset.points))}` === ends);
    ranges.forEach((one) => one.setAttribute("aria-pressed", one === at));
  };
  // The newest point of each line in a span, with its figure as it is written.
  const ends = ({ data }, [from, to]) => shownLines().flatMap((line) => {
    const points = data.filter((trace) => trace.meta === line && line !== "interval").flatMap(({ x, y, text, line: look, name }) =>
      x.map((place, n) => ({ line, name, place, value: y[n], color: look.color, text: text[n].split(`${labels[place]}: `)[1].split(" (")[0] })));
    return points.filter(({ place }) => place > from && place < to).slice(-1);
  });
  const endName = ({ place, value, text }, { ink }) => ({
    name: "end", x: place, y: value, text: `<b>${text}</b>`, font: { color: ink }, showarrow: false, xanchor: "left", xshift: 8,
  });
  // Above the lines, where nothing lies, on the side that has more room.
  const breakNames = ({ layout }, [from, to]) => (layout.annotations || []).filter(({ name }) => !name).map((one) =>
    ({ ...one, y: 1, yanchor: "bottom", xanchor: one.x > (from + to) / 2 ? "right" : "left" }));
  const targetNames = ({ layout }) => (layout.annotations || []).filter(({ name }) => name === "target");
  const drawn = (given) => {
    const meta = given.layout.meta;
    if (!labels) {
      usual.lines = others();
      range = read();
    }
    labels = meta.labels;
    const seen = range;
    if (!restoring) write(span(seen));
    restoring = false;
    const lines = shownLines(), colours = onPage(), figure = painted(given, colours, lines);
    // The band is told in the caption. A small screen gives many lines and their names more height.
    figure.data.filter((trace) => trace.meta === "interval").forEach((trace) => { trace.showlegend = false; });
    const named = lines.filter((line) => line !== "interval");
    const [end] = ends(figure, seen).filter(({ line }) => line === "own");
    const held = document.activeElement, top = held.getBoundingClientRect().top;
    stage.toggleAttribute("data-many", named.length > 3);
    scrollBy({ top: held.getBoundingClientRect().top - top, behavior: "instant" });
    Object.assign(figure.layout, {
      hoverlabel: { bgcolor: colours.ink, font: { color: colours.paper } },
      annotations: [...breakNames(figure, seen), ...targetNames(figure), ...(end ? [endName(end, colours)] : [])],
      margin: { ...figure.layout.margin, t: 30, r: 16 + 9 * (end?.text.length || 0) },
      legend: { orientation: "h", x: 0, y: 1.09, yanchor: "bottom", tracegroupgap: 0, font: { size: 12 }, itemclick: false, itemdoubleclick: false },
      showlegend: named.length > 1,
    });
    figure.layout.font.family = getComputedStyle(document.body).fontFamily;
    Object.assign(figure.layout.xaxis, { range: [...seen] }, ticks(meta.years, seen));
    Object.assign(figure.layout.yaxis, scale(meta.axes, lines));
    mark(seen);
    return figure;
  };

  // What a picture says beside the chart itself (explored_picture.js).
  const notesOf = ({ layout }) => {
    const { notes, sure, source } = controls().dataset, { range, ticksuffix } = layout.yaxis;
    const band = shownLines().includes("interval") ? sure : "";
    const low = range[0] > 0 ? said("scale", { low: `${range[0]}${ticksuffix || ""}` }) : "";
    return [[notes, band, low].filter(Boolean).join(" "), source].filter(Boolean);
  };
  const save = async (format) => {
    tell("saving");
    try {
      const chart = painted(plot(), LIGHT, shownLines()), seen = chart.layout.xaxis.range;
      const words = {
        heading: `${controls().dataset.heading}, ${named(span(seen))}`,
        notes: notesOf(plot()),
        ends: ends(chart, seen),
        breaks: breakNames(chart, seen),
        colours: LIGHT,
      };
      const download = `${controls().dataset.file}.${format}`;
      const href = await window.chartPicture(chart, words, format);
      Object.assign(document.createElement("a"), { href, download }).click();
      tell("saved", { file: download });
    } catch {
      tell("failed");
    }
  };

  // What Dash calls in the browser when a control was pressed.
  window.dash_clientside = Object.assign(window.dash_clientside || {}, {
    explore: {
      show: (presses, figure) => {
        if (!changed) return window.dash_clientside.no_update;
        changed = false;
        return drawn(figure);
      },
    },
  });
})();
