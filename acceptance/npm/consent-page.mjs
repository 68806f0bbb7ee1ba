// The consent page in a real browser: consent-page.mjs CHROMIUM AUTHORIZE-URL REDIRECT-URI FOLDER. A report goes to stdout as JSON.
import http from 'node:http';
import puppeteer from 'puppeteer-core';

const [chromium, url, redirectUri, folder] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
const report = { looks: [], console: [] };
try {
  for (const scheme of ['light', 'dark']) {
    for (const [device, width, height] of [['desktop', 1280, 800], ['phone', 375, 667]]) {
      report.looks.push(await look(scheme, device, width, height));
    }
  }
  report.framed = await framed();
  report.denied = await decided('deny');
  report.allowed = await decided('allow');
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));

async function page() {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on('console', (message) => report.console.push(message.text()));
  return page;
}

async function look(scheme, device, width, height) {
  const tab = await page();
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await tab.setViewport({ width, height });
  const answer = await tab.goto(url);
  await tab.screenshot({ path: `${folder}/consent-${device}-${scheme}.png` });
  const seen = await tab.evaluate(() => {
    const contrast = (element) => {
      const rgb = (text) => text.match(/[\d.]+/g).slice(0, 3).map(Number);
      const light = (colour) => {
        const [r, g, b] = rgb(colour).map((part) => {
          const share = part / 255;
          return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      let behind = element;
      while (getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') {
        behind = behind.parentElement;
      }
      const [a, b] = [light(getComputedStyle(element).color), light(getComputedStyle(behind).backgroundColor)];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
    const texts = [...document.querySelectorAll('h1, p, li, button, .mark')];
    return {
      title: document.title,
      lang: document.documentElement.lang,
      buttons: [...document.querySelectorAll('button')].map((button) => button.textContent),
      heights: [...document.querySelectorAll('button')].map((button) => button.getBoundingClientRect().height),
      lowestContrast: Math.min(...texts.map(contrast)),
      sidewaysScroll: document.documentElement.scrollWidth > window.innerWidth,
    };
  });
  const focused = [];
  for (let step = 0; step < 2; step++) {
    await tab.keyboard.press('Tab');
    focused.push(
      await tab.evaluate(() => ({
        text: document.activeElement.textContent,
        outline: getComputedStyle(document.activeElement).outlineStyle,
      })),
    );
  }
  await tab.close();
  return { scheme, device, status: answer.status(), ...seen, focused };
}

/** Another site puts the page into a frame; whether anything of it is shown there. */
async function framed() {
  const site = http.createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<iframe src="${url.replaceAll('&', '&amp;')}"></iframe>`);
  });
  await new Promise((done) => site.listen(0, '127.0.0.1', done));
  const tab = await page();
  await tab.goto(`http://127.0.0.1:${site.address().port}/`);
  const frame = tab.frames()[1];
  const shown = frame ? await frame.evaluate(() => document.querySelectorAll('button').length).catch(() => 0) : 0;
  await tab.close();
  site.close();
  return shown > 0 && frame.url().startsWith(new URL(url).origin);
}

/** The user presses a button; where the browser comes to, as far as this machine answers. */
async function decided(decision) {
  const tab = await page();
  const sent = [];
  tab.on('request', (request) => {
    if (request.method() === 'POST') {
      sent.push({ path: new URL(request.url()).pathname, origin: request.headers().origin ?? null });
    }
  });
  let end = '';
  await tab.setRequestInterception(true);
  tab.on('request', (request) => {
    if (request.url().startsWith(redirectUri)) {
      end = request.url();
      request.respond({ status: 200, body: 'the client' });
    } else {
      request.continue();
    }
  });
  await tab.goto(url);
  await Promise.all([tab.waitForNavigation(), tab.click(`button[value="${decision}"]`)]);
  for (let step = 0; step < 5 && !end && decision === 'allow'; step++) {
    const button = (await tab.$('button[value="allow"]')) ?? (await tab.$('button[type="submit"]'));
    await Promise.all([tab.waitForNavigation(), button.click()]);
  }
  await tab.close();
  return { end, sent };
}
