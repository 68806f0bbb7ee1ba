// The consent page in a real browser: consent-page.mjs CHROMIUM AUTHORIZE-URL REDIRECT-URI FOLDER. A report goes to stdout as JSON.
import http from 'node:http';
import { launch, measured, open, SCHEMES, tabbed } from './browser.mjs';

const [chromium, url, redirectUri, folder] = process.argv.slice(2);
const browser = await launch(chromium);
const report = { looks: [], console: [] };
try {
  for (const scheme of SCHEMES) {
    for (const [device, width, height] of [['1280', 1280, 800], ['390', 390, 844]]) {
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

function page() {
  return open(browser, report);
}

async function look(scheme, device, width, height) {
  const tab = await page();
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await tab.setViewport({ width, height });
  const answer = await tab.goto(url);
  await tab.screenshot({ path: `${folder}/consent-${device}-${scheme}.png` });
  const seen = await tab.evaluate(measured);
  const stops = await tabbed(tab);
  await tab.close();
  return { scheme, device, status: answer.status(), ...seen, stops };
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
