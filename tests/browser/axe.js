// How axe looks at a page in these tests. Axe itself must stand before it in the window.
(() => {
  // Axe reads each colour anew for every text above it, a third of its time: here it remembers what it has read.
  const { Color } = axe.commons.color, parse = Color.prototype.parseString, parsed = new Map();
  Color.prototype.parseString = function (text) {
    if (!parsed.has(text)) parsed.set(text, parse.call(new Color(), text));
    const { r, g, b, alpha } = parsed.get(text);
    return Object.assign(this, { r, g, b, alpha });
  };

  // Of all rules those that look at colours; the others look at what is there, what of it is seen, and where.
  const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
  const EDGES = ['top', 'right', 'bottom', 'left'];
  // What axe reads of a text itself, or of a link and the text around it.
  const OWN = [
    ...['color', '-webkit-text-fill-color', '-webkit-text-stroke-width', '-webkit-text-stroke-color', 'text-shadow'],
    ...['font-size', 'font-weight', 'font-family', 'font-style', 'vertical-align', 'text-transform', 'display'],
    ...['text-decoration-line', 'text-decoration-style', 'text-decoration-color'],
    ...['outline-style', 'outline-width', 'outline-color', 'background-color', 'background-image'],
    ...EDGES.flatMap((edge) => ['style', 'width', 'color'].map((part) => `border-${edge}-${part}`)),
  ];
  // What it reads of all that lies under it, in this order; most elements have nothing that would colour anything.
  const GROUND = ['background-color', 'background-image', 'opacity', 'mix-blend-mode', 'filter', 'backdrop-filter'];
  const PLAIN = 'rgba(0, 0, 0, 0)|none|1|normal|none|none';
  const PICTURES = ['img', 'canvas', 'object', 'iframe', 'video', 'svg'];
  let texts = [], arranged = '';

  const read = (style, names) => names.map((name) => style.getPropertyValue(name)).join('|');
  const ancestors = (node) => (node ? [node, ...ancestors(node.parentElement)] : []);
  const blockAround = (link) => ancestors(link.parentElement)
    .find((node) => !getComputedStyle(node).display.startsWith('inline'));

  // Whether a ground reaches under all of a text; what scrolls in it is on it too.
  const carries = (ground, rects) => {
    const { top, left, bottom, right } = ground.getBoundingClientRect();
    const within = (lowest, farthest) => rects.every((rect) =>
      rect.top >= top && rect.left >= left && rect.bottom <= lowest && rect.right <= farthest);
    return [within(bottom, right), within(top + ground.scrollHeight, left + ground.scrollWidth)];
  };

  // What is put before or after an element may lie under its text: only a text as large is like it then.
  const isPainted = (node) => ['::before', '::after'].some((part) => {
    const { content, backgroundColor, backgroundImage } = getComputedStyle(node, part);
    return content !== 'none' && `${backgroundColor}|${backgroundImage}` !== 'rgba(0, 0, 0, 0)|none';
  });

  // Of a single sign, or of one that is no letter, axe judges otherwise.
  const sign = (node) => (/[\p{L}\p{N}]{2}/u.test(node.textContent) ? '' : node.textContent.trim());

  // A text where it stands: what does not change with the colours, and the elements that lie under it.
  const stand = (node) => {
    const { getTextElementStack, getVisibleChildTextRects } = axe.commons.dom;
    const rects = getVisibleChildTextRects(node), stacks = getTextElementStack(node), around = ancestors(node);
    const isWhole = stacks.every((stack) => stack[0] === node && stack.length === stacks[0].length
      && stack.every((ground, at) => ground === stacks[0][at]));
    const grounds = [...new Set([...stacks.flat(), ...around])].map((ground) => [ground, carries(ground, rects)]);
    const box = around.some(isPainted) ? node.getBoundingClientRect() : null;
    return { node, still: [sign(node), node.localName, isWhole, box && [box.width, box.height]], grounds };
  };

  // In place of a check of axe's, which gives it each text that it would judge: it notes the text and goes on.
  const noting = (rule) => (node) => {
    texts.push({ rule, node, stands: (rule === COLOUR_RULES[0] ? [node] : [node, blockAround(node)]).map(stand) });
    return true;
  };
  const put = (checks) => axe.configure({ checks: COLOUR_RULES.map((id) => ({ id, evaluate: checks(id) })) });

  const coloursOf = ([ground, carried]) => {
    const facts = read(getComputedStyle(ground), GROUND), isPicture = PICTURES.includes(ground.localName);
    return facts === PLAIN && !isPicture ? [] : [[facts, isPicture, carried]];
  };

  // Short for all that axe reads of a text to judge its colours: where two are the same, so is what it says.
  const signature = async ({ rule, stands }) => {
    const facts = stands.map(({ node, still, grounds }) =>
      [still, read(getComputedStyle(node), OWN), grounds.flatMap(coloursOf)]);
    const bytes = new TextEncoder().encode(JSON.stringify([rule, facts]));
    return [...new Uint32Array(await crypto.subtle.digest('SHA-256', bytes))].join('-');
  };

  // All that rules other than those of colours can see of a page.
  const arrangement = () => document.documentElement.outerHTML + [...document.querySelectorAll('*')].map((e) => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return [e.checkVisibility({ opacityProperty: true, visibilityProperty: true }), style.display, style.position,
      style.overflow, style.fontSize, style.textIndent, style.clip, style.clipPath, style.pointerEvents,
      getComputedStyle(e, '::before').content, getComputedStyle(e, '::after').content,
      box.x, box.y, box.width, box.height,
      e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight].join() }).join('\n');

  const run = async (place, options) => (await axe.run(place, options)).violations.flatMap((fault) =>
    fault.nodes.map((node) => [fault.id, node.html.slice(0, 120)]));

  // The faults of an arrangement that has not been looked at, without those of colours.
  const faultsOfArrangement = async (options) => {
    const now = arrangement();
    if (now === arranged) return [];
    [texts, arranged] = [[], now];
    put(noting);
    const faults = await run(document, options);
    put((id) => `${id}-evaluate`);
    return faults;
  };

  Object.assign(window, { COLOUR_RULES }, {
    lookAt: async (options) => [await faultsOfArrangement(options), await Promise.all(texts.map(signature))],
    faultsOfColours: (places, options) => run({ include: places.map((at) => texts[at].node) },
      { ...options, runOnly: { type: 'rule', values: COLOUR_RULES } }),
  });
})();
