// An interactive chart as a picture, which says by itself what it shows, how to read it, and where it comes from.
// It is part of the script of interactive charts (serving/interactive/scripts.py), before explored.js.
(() => {
  const SIZE = { width: 1200, height: 675 };
  const plain = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const FONT = "Liberation Sans, Arial, Helvetica, sans-serif", EDGE = 32;
  const canvas = () => Object.assign(document.createElement("canvas"), SIZE);
  const lined = (text, font) => {
    const pen = canvas().getContext("2d");
    pen.font = `${font} ${FONT}`;
    return text.split(" ").reduce((lines, word) => {
      const longer = `${lines[lines.length - 1]} ${word}`.trim();
      return pen.measureText(longer).width > SIZE.width - 2 * EDGE ? [...lines, word] : [...lines.slice(0, -1), longer];
    }, [""]);
  };
  const text = (lines, size, color, where) => ({
    text: lines.join("<br>"), font: { size, color }, align: "left", showarrow: false,
    xref: "paper", yref: "paper", x: 0, xanchor: "left", ...where,
  });
  // The name and the newest figure of each line beside its end, none on another: as on the still drawing.
  const NAME = "700 17px", ROW = 22, LONGEST = 26;
  const wide = (words, font) => {
    const pen = canvas().getContext("2d");
    pen.font = `${font} ${FONT}`;
    return pen.measureText(words).width;
  };
  const rowsOf = (words) => words.split(" ").reduce((rows, word) => {
    const longer = `${rows[rows.length - 1]} ${word}`.trim();
    return longer.length > LONGEST ? [...rows, word] : [...rows.slice(0, -1), longer];
  }, [""]);
  const spread = (names, { xaxis, yaxis }, { width, height }) => {
    const [from, to] = xaxis.range, [low, high] = yaxis.range;
    const placed = names.map((name) => ({
      ...name, across: width * (to - name.place) / (to - from), wish: height * (high - name.value) / (high - low), tall: ROW * name.rows.length,
    })).sort((one, other) => one.wish - other.wish);
    let edge = -ROW;
    placed.forEach((name) => {
      name.middle = Math.max(name.wish, edge + name.tall / 2);
      edge = name.middle + name.tall / 2;
    });
    edge = height + ROW;
    placed.reverse().forEach((name) => {
      name.middle = Math.min(name.middle, edge - name.tall / 2);
      edge = name.middle - name.tall / 2;
    });
    return placed;
  };
  const pictured = ({ place, value, rows, color, across, wish, middle }) => ({
    x: place, y: value, text: rows.map((row) => `<b>${plain(row)}</b>`).join("<br>"), align: "left", xanchor: "left", font: { size: 17, color },
    // A name that had to give way is led to its line's end.
    ...Math.abs(middle - wish) > 2 || across > 24
      ? { showarrow: true, arrowhead: 0, arrowwidth: 1, arrowcolor: color, standoff: 6, ax: across + 14, ay: middle - wish }
      : { showarrow: false, xshift: across + 2 },
  });
  // A figure for plotly of what is drawn, with ``ends``, the newest point of each line, and ``breaks``, their names.
  const figure = ({ data, layout }, { heading, notes, ends, breaks, colours }) => {
    const above = lined(heading, "700 26px"), below = notes.flatMap((one) => lined(one, "15px"));
    const left = 80, top = 64 + 36 * above.length, bottom = 70 + 21 * below.length;
    const names = ends.map((end) => ({ ...end, rows: rowsOf(ends.length > 1 ? `${end.name} ${end.text}` : end.text) }));
    const right = 44 + Math.max(0, ...names.flatMap(({ rows }) => rows).map((row) => wide(row, NAME)));
    const frame = { width: SIZE.width - left - right, height: SIZE.height - top - bottom };
    const axis = (one) => ({ ...one, tickfont: { size: 17 } });
    return {
      data,
      layout: {
        ...layout,
        ...SIZE, autosize: false, showlegend: false,
        margin: { l: left, r: right, t: top, b: bottom },
        paper_bgcolor: colours.paper, plot_bgcolor: colours.paper,
        font: { size: 17, color: colours.soft, family: FONT },
        xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis),
        annotations: [
          ...breaks,
          ...spread(names, layout, frame).map(pictured),
          text(above.map((one) => `<b>${plain(one)}</b>`), 26, colours.ink, { y: 1, yanchor: "bottom", yshift: 40, xshift: EDGE - left }),
          text(below.map(plain), 15, colours.soft, { y: 0, yanchor: "top", yshift: -50, xshift: EDGE - left }),
        ],
      },
    };
  };
  const titled = (svg, { heading, notes }) => {
    const page = new DOMParser().parseFromString(svg, "image/svg+xml");
    if (page.querySelector("parsererror")) throw new Error("not well-formed");
    const told = (tag, words) => Object.assign(page.createElementNS("http://www.w3.org/2000/svg", tag), { textContent: words });
    page.documentElement.setAttribute("role", "img");
    page.documentElement.prepend(told("title", heading), told("desc", notes.join(" ")));
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(page))}`;
  };
  const dotted = async (src) => {
    const image = Object.assign(new Image(), { src });
    await image.decode();
    const sheet = canvas();
    sheet.getContext("2d").drawImage(image, 0, 0);
    return sheet.toDataURL("image/png");
  };

  // The address of a picture, as "svg" or "png".
  window.chartPicture = async (chart, words, format) => {
    const address = await window.Plotly.toImage(figure(chart, words), { format: "svg", ...SIZE });
    const svg = titled(decodeURIComponent(address.slice(address.indexOf(",") + 1)), words);
    return format === "svg" ? svg : dotted(svg);
  };
})();
