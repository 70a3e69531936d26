// The figure under the pointer, the finger or the arrow keys. The drawing says where each figure stands, the chart's own
// table what it is: the n-th turn of a line is the n-th figure of its column (components/figures/reading.py). Where there
// are not as many of both, nothing is read. Served without these comments and without spare spaces.
(() => {
  const main = document.querySelector("main");
  main.insertAdjacentHTML("beforeend", "<p class=unseen aria-live=polite>");
  const live = main.lastChild, text = (cell) => cell.textContent;
  let wait, open;

  // Announced once the reader has come to rest.
  const say = (words, ms) => {
    clearTimeout(wait);
    wait = setTimeout(() => { live.innerText = words; }, ms);
  };
  const leave = () => {
    if (open) open.hidden = true;
    open = say("");
  };
  const within = (n, { length }) => Math.max(0, Math.min(n, length - 1));

  // Where a line turns on the screen; a point alone may be drawn as a step of nothing.
  const turns = (line) => {
    const { a, e, f } = line.getScreenCTM();
    let x, y;
    return [...line.getAttribute("d").matchAll(/(M?)(?!0\s0)(-?[\d.]+)(?:\s|(?=-))(-?[\d.]+)/g)].map(([, start, right, down]) => {
      if (start) x = y = 0;
      return { x: (x += +right) * a + e, y: (y += +down) * a + f };
    });
  };

  document.querySelectorAll("[data-lines]").forEach((place) => {
    const { lines, rows: down, to = "" } = place.dataset, held = lines.split(" "), several = held[1], bars = down && !several;
    const [heads, ...rows] = [...place.closest("figure, section").querySelector("table").rows].map((row) => [...row.cells]);
    const stop = place.lastChild, view = stop.firstChild, box = view.lastChild;
    let line = 0, n = 1e9;
    if (!down) rows.reverse();
    stop.hidden = false;

    // The figures of each line in sight.
    const figures = () => {
      const seen = [...place.querySelectorAll(".line, .base")].filter((path) => path.getClientRects()[0]);
      return held.map((which, at) => {
        const places = seen.filter((_, n) => !several || n == which).flatMap(turns).sort((a, b) => a.x - b.x);
        const cells = rows.map((row) => row[at + 1]).filter((cell) => /\d/.test(text(cell)));
        return places.length == cells.length ? places.map((turn, n) => ({ ...turn, cell: cells[n] })) : [];
      }).filter((own) => own[0]);
    };

    const show = (ms) => {
      const all = figures(), { left, top, width, height } = place.getBoundingClientRect();
      if (!all[0]) return;
      const own = all[line = within(line, all)], { x, y, cell } = own[n = within(n, own)];
      const [name, ...more] = cell.parentNode.cells, head = ({ cellIndex }, mark) => text(heads[cellIndex]) + mark;
      const words = [bars ? text(name) : `${text(cell)} (${to}${text(name)})`];
      if (several) words.unshift(head(cell, ": "));
      else more.slice(!bars).filter(text).forEach((of) => words.push(", ", of.className && head(of, " "), text(of)));
      leave();
      open = view;
      view.hidden = false;
      box.innerText = words.join("");
      view.style.cssText = `--x: ${100 * (x - left) / width}%; --y: ${y - top}px`;
      view.className = 2 * (y - top) > height ? "over" : "";
      if (ms) say(text(box), ms);
    };

    place.onpointermove = place.onpointerdown = ({ clientX, clientY }) => {
      let least = 1e9;
      figures().forEach((own, at) => own.forEach(({ x, y }, of) => {
        const far = Math.hypot(4 * (x - clientX), y - clientY);
        if (far < least) [least, line, n] = [far, at, of];
      }));
      show(500);
    };
    place.onpointerleave = ({ pointerType }) => pointerType == "mouse" && leave();
    place.onpointercancel = stop.onblur = leave;
    stop.onfocus = () => show();
    stop.onkeydown = (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, Home: -1e9, End: 1e9 }[event.key];
      const next = (down || several) && { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (event.altKey || event.metaKey || !(step || next)) return;
      event.preventDefault();
      if (next && several) line += next;
      else n += step || next;
      show(150);
    };
  });
  onkeydown = ({ key }) => { if (key == "Escape") leave(); };
  onpointerdown = ({ target }) => open?.closest("[data-lines]").contains(target) || leave();
})();
