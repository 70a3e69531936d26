// Brings the interactive chart when its reader asks for it. Until then the page is finished HTML, and if anything
// goes wrong on the way it stays as it was.
(() => {
  const place = document.querySelector("[data-explore]");
  const parts = /* PARTS */ null;
  if (!place || !parts) return;
  const base = place.dataset.explore;
  const button = place.querySelector("button");
  const status = place.querySelector("[role=status]");
  const stage = place.closest(".stage");
  const line = navigator.connection || {};
  const slow = line.saveData || /2g|3g/.test(line.effectiveType || "");
  let begun = false;
  let agreed = !slow;

  // All that comes while plotly, the heaviest, runs: the other scripts, and what Dash will ask for.
  const script = (address) => new Promise((done, failed) => {
    const tag = document.createElement("script");
    Object.assign(tag, { src: address, async: false, onload: done, onerror: failed });
    document.head.append(tag);
  });
  const loaded = (address) => new Promise((done, failed) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "script", href: address, onload: done, onerror: failed });
    document.head.append(link);
  });
  // The page holds the rules for what is in it; the whole stylesheet has those for what Dash will make.
  const styled = (address) => new Promise((done, failed) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: address, onload: done, onerror: failed });
    document.head.append(link);
  });
  const scripts = async ([plotly, ...others]) => {
    await loaded(plotly);
    const rest = ["_dash-layout", "_dash-dependencies"].map((name) => fetch(base + name));
    rest.push(styled(parts.stylesheet), loaded(parts.later)); // what Dash would ask for last lies ready by then
    await Promise.all([...rest, ...[plotly, ...others].map(script)]);
  };

  // Drawn, and drawn by its own script (explored.js), which marks the span that is in sight: its controls work then.
  const drawn = (entry) => new Promise((done, failed) => {
    const signs = [".js-plotly-plot .main-svg", "[data-points][aria-pressed]"];
    const look = () => signs.every((sign) => entry.querySelector(sign)) && (watch.disconnect(), done());
    const watch = new MutationObserver(look);
    watch.observe(entry, { childList: true, subtree: true, attributeFilter: ["aria-pressed"] });
    setTimeout(() => { watch.disconnect(); failed(new Error("the chart was not drawn in time")); }, 60000);
  });

  const bring = async () => {
    const settings = { ...parts.settings, requests_pathname_prefix: base };
    const told = document.createElement("script");
    Object.assign(told, { id: "_dash-config", type: "application/json", text: JSON.stringify(settings) });
    const entry = document.createElement("div");
    Object.assign(entry, { id: "react-entry-point", className: "explored" });
    document.body.append(told);
    stage.append(entry);
    try {
      await scripts(parts.scripts);
      const title = document.title;
      window.renderer = new window.DashRenderer();
      await drawn(entry);
      document.title = title;
    } catch (problem) {
      entry.remove();
      told.remove();
      throw problem;
    }
  };

  const live = () => {
    const held = document.activeElement === button;
    stage.dataset.live = "";
    status.textContent = "The interactive chart is ready.";
    if (held) stage.querySelector(".explored button")?.focus({ preventScroll: true });
  };

  const ask = () => {
    agreed = true;
    status.textContent = `Your connection looks slow or counts its data. This loads about ${parts.kilobytes} kB.`;
    button.textContent = "Load it";
  };

  const stay = () => {
    begun = false;
    button.textContent = "Try again";
    status.textContent = "The interactive chart could not be loaded. The chart and its table stay as they are.";
  };

  const go = () => {
    if (begun) return;
    if (!agreed) return void ask();
    begun = true;
    status.textContent = "Loading the interactive chart.";
    bring().then(live, stay);
  };

  button.addEventListener("click", go);
  // A finger reads figures off the drawing (readout.js); a click asks for more.
  stage.querySelector(".chart").addEventListener("click", ({ pointerType }) => pointerType !== "touch" && go());
  place.dataset.ready = "";
  // An address that says which lines are shown was made by the interactive chart (explored.js).
  if (new URLSearchParams(location.search).has("lines")) go();

  // On a good connection the scripts are fetched, not run, while the page is idle and the chart is in sight.
  const ahead = () => parts.scripts.forEach((address) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", as: "script", href: address }));
  });
  if (!line.saveData && line.effectiveType === "4g" && line.downlink >= 5 && "requestIdleCallback" in window) {
    new IntersectionObserver((seen, watch) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      requestIdleCallback(ahead, { timeout: 5000 });
    }).observe(stage);
  }
})();
