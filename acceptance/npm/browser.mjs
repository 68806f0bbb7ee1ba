// What the scripts that look at pages in a real browser have in common.
import puppeteer from 'puppeteer-core';

export const SCHEMES = ['light', 'dark'];

export function launch(chromium) {
  return puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'] });
}

/** A tab of its own; what goes wrong in it, and where it turns to, is noted in `seen`. */
export async function open(browser, seen, headers = {}) {
  const context = await browser.createBrowserContext();
  const tab = await context.newPage();
  await tab.setExtraHTTPHeaders(headers);
  tab.on('console', (message) => seen.console?.push(message.text()));
  tab.on('pageerror', (error) => seen.console?.push(String(error)));
  tab.on('requestfailed', (request) => seen.failed?.push(request.url()));
  tab.on('request', (request) => seen.requests?.push(request.url()));
  await tab.evaluateOnNewDocument(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return tab;
}

/** What can be measured of a page as it is shown now. Runs in the page. */
export function measured() {
  const parts = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const over = (front, back) => front.rgb.map((part, at) => part * front.a + back[at] * (1 - front.a));
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [a, b] = [light(one), light(other)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const canvas = matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255];
  const behind = (element) =>
    element === null ? canvas : over(parts(getComputedStyle(element).backgroundColor), behind(element.parentElement));
  const isShown = (element) => element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  const named = (element) => `${element.tagName.toLowerCase()} ${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}`;

  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() && isShown(element)) {
      // Elements that are half transparent would need more than this; there are none with text.
      const shown = getComputedStyle(element);
      const back = behind(element);
      texts.push({ what: named(element), contrast: ratio(over(parts(shown.color), back), back) });
    }
  }
  const controls = [...document.querySelectorAll('button, select, a[href], summary')].filter(isShown).map((element) => {
    const shown = getComputedStyle(element);
    const outside = behind(element.parentElement);
    const box = element.getBoundingClientRect();
    return {
      what: named(element),
      height: box.height,
      width: box.width,
      // Links and summaries have no edge: their text is what is seen of them.
      edge: element.matches('button, select') ? Math.max(ratio(parts(shown.borderTopColor).rgb, outside), ratio(behind(element), outside)) : null,
    };
  });
  const shapes = [...document.querySelectorAll('svg .ok-bar, svg .bad-bar, svg .p50-line, svg .p95-line, .dot')].map((element) => {
    const shown = getComputedStyle(element);
    const colour = element.matches('.dot') ? shown.backgroundColor : shown.fill === 'none' ? shown.stroke : shown.fill;
    const frame = element.closest('svg') ?? element.parentElement;
    return { what: element.getAttribute('class'), contrast: ratio(parts(colour).rgb, behind(frame)) };
  });
  return {
    title: document.title,
    lang: document.documentElement.lang,
    headings: [...document.querySelectorAll('h1, h2, h3, h4')].filter(isShown).map((heading) => heading.tagName + ' ' + heading.textContent.trim()),
    texts: texts.sort((one, other) => one.contrast - other.contrast),
    controls,
    shapes,
    // Not innerWidth: a phone zooms out until all of it is seen.
    sidewaysScroll: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    cut: [...document.querySelectorAll('pre, dd, h1, h3, button, .quiet, details p, .scroll')].filter((element) => isShown(element) && !element.closest('.hidden') && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline').map(named),
    violations: window.violations,
  };
}

/** Tabs through the page to its end: what has the focus, and how that is seen. */
export async function tabbed(tab, most = 200) {
  const stops = [];
  for (let step = 0; step < most; step++) {
    await tab.keyboard.press('Tab');
    const stop = await tab.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body || element === null) return null;
      const shown = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const known = [...document.querySelectorAll('*')];
      return {
        at: known.indexOf(element),
        name: (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent).trim(),
        tag: element.tagName.toLowerCase(),
        outline: shown.outlineStyle,
        thickness: parseFloat(shown.outlineWidth),
        inView: box.bottom > 0 && box.top < window.innerHeight && box.height > 1 && box.width > 1,
      };
    });
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
}

/** Waits until something is so in the page; the error says what was waited for. */
export async function until(tab, what, condition, ...given) {
  await tab.waitForFunction(condition, { timeout: 15000, polling: 50 }, ...given).catch((error) => {
    throw new Error(`${what}: ${error.message}`);
  });
}
