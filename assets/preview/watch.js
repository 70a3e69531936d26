// Asks every second whether the preview has changed, and shows the page anew when it has.
(() => {
  const shown = document.currentScript.dataset.state;
  const look = async () => {
    try {
      const answer = await fetch("/preview/state", { cache: "no-store" });
      if ((await answer.json()).state !== shown) return void location.reload();
    } catch {
      // The server is being started, or has ended: the page stays as it is.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
