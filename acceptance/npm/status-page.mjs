// The status page in a real browser: status-page.mjs CHROMIUM SCENE SPEC, where SPEC is JSON. A report goes to stdout as JSON.
import { launch, measured, open, SCHEMES, tabbed, until } from './browser.mjs';

const [chromium, scene, spec] = process.argv.slice(2);
const { url, headers = {}, folder, shots = {}, calls } = JSON.parse(spec);
const scenes = { looks, copies, walks, charts, states };
const report = { console: [], failed: [], requests: [] };

const browser = await launch(chromium);
try {
  report.result = await scenes[scene]();
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));

/** How it looks, in both schemes, on a phone and a desktop. Everything that can be opened is opened, but not for the pictures. */
async function looks() {
  const looks = [];
  for (const scheme of SCHEMES) {
    for (const width of [390, 1280]) {
      const tab = await open(browser, report, headers);
      await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await tab.setViewport({ width, height: width === 390 ? 844 : 900, hasTouch: width === 390, isMobile: width === 390 });
      if (calls) await answered(tab, () => ({ status: 200, contentType: 'application/json', body: JSON.stringify(calls) }));
      await tab.goto(url);
      if (calls) await until(tab, 'the charts are drawn', () => document.querySelectorAll('.ok-bar').length > 0);
      const shot = shots[`${width}-${scheme}`];
      if (shot) await picture(tab, `${folder}/${shot.name}`, width, shot.from, shot.height);
      await tab.screenshot({ path: `${folder}/whole-${width}-${scheme}${calls ? '-charts' : ''}.png`, fullPage: true });
      await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      if (scheme === 'light') await tab.screenshot({ path: `${folder}/opened-${width}-${scheme}${calls ? '-charts' : ''}.png`, fullPage: true });
      const unnamed = await nameless(tab);
      looks.push({ scheme, width, unnamed, ...(await tab.evaluate(measured)) });
      await tab.close();
    }
  }
  return looks;
}

/** A part of the page, from the top of an element on; whole pages would be long. */
async function picture(tab, path, width, from, height) {
  const top = from ? await tab.$eval(from, (element) => element.getBoundingClientRect().top + scrollY - 20) : 0;
  await tab.screenshot({ path, clip: { x: 0, y: top, width, height }, captureBeyondViewport: true });
}

/** The controls that the browser tells assistive programs of without a name. */
async function nameless(tab) {
  const tree = await tab.accessibility.snapshot();
  const found = [];
  const visit = (node) => {
    if (['button', 'link', 'combobox', 'textbox', 'region', 'DisclosureTriangle', 'image', 'heading'].includes(node.role) && !node.name) found.push(node.role);
    (node.children ?? []).forEach(visit);
  };
  visit(tree);
  return found;
}

/** Presses every copy button; what is on the clipboard then, and what is said. Then once more with a closed clipboard. */
async function copies() {
  const tab = await open(browser, report, headers);
  const origin = new URL(url).origin;
  await tab.browserContext().overridePermissions(origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  await tab.goto(url);
  await tab.bringToFront();
  const copied = [];
  for (const button of await tab.$$('[data-copy]')) {
    await tab.evaluate(() => navigator.clipboard.writeText('nothing yet'));
    await tab.evaluate(() => (document.getElementById('said').textContent = ''));
    await button.focus();
    await tab.keyboard.press('Enter');
    await until(tab, 'something is said', () => document.getElementById('said').textContent !== '');
    copied.push({
      text: await tab.evaluate(() => navigator.clipboard.readText()),
      label: await button.evaluate((element) => element.textContent),
      said: await tab.$eval('#said', (element) => element.textContent),
      role: await tab.$eval('#said', (element) => element.getAttribute('role')),
    });
  }
  await until(tab, 'the buttons offer it again', () => [...document.querySelectorAll('[data-copy]')].every((button) => button.textContent === 'Copy'));
  const closed = await open(browser, report, headers);
  await closed.evaluateOnNewDocument(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await closed.goto(url);
  await closed.click('[data-copy]');
  await until(closed, 'something is said', () => document.getElementById('said').textContent !== '');
  const selected = await closed.evaluate(() => ({
    text: getSelection().toString(),
    label: document.querySelector('[data-copy]').textContent,
    said: document.getElementById('said').textContent,
  }));
  const still = await open(browser, report, headers);
  await still.setJavaScriptEnabled(false);
  await still.goto(url);
  const withoutScripts = await still.evaluate(() => ({
    buttons: [...document.querySelectorAll('button')].filter((button) => button.checkVisibility()).length,
    text: document.querySelector('#live p').innerText,
  }));
  return { copied, selected, withoutScripts };
}

/** The way through the page by keyboard. */
async function walks() {
  const tab = await open(browser, report, headers);
  await tab.goto(url);
  const stops = await tabbed(tab);
  const reachable = await tab.evaluate(
    () =>
      [...document.querySelectorAll('a[href], button, select, summary, [tabindex="0"]')].filter((element) => element.checkVisibility({ checkVisibilityCSS: true }))
        .length,
  );
  await tab.goto(url);
  await tab.keyboard.press('Tab');
  const hiddenSkip = await tab.evaluate(() => document.activeElement.getBoundingClientRect().width);
  await tab.keyboard.press('Enter');
  const skippedTo = await tab.evaluate(() => document.activeElement.id);
  await tab.keyboard.press('Tab');
  const next = await tab.evaluate(() => document.activeElement.getAttribute('aria-label'));
  await tab.focus('.tools summary');
  await tab.keyboard.press('Space');
  const opened = await tab.$eval('.tools details', (details) => details.open);
  return { stops, reachable, hiddenSkip, skippedTo, next, opened };
}

/** The charts of a running server, with real calls. They are quiet while nobody looks. */
async function charts() {
  const tab = await open(browser, report, headers);
  await tab.evaluateOnNewDocument(() => {
    // Which timers wait: without one, and without an answer to come, nothing will be asked.
    window.waiting = new Set();
    const [set, clear] = [window.setTimeout, window.clearTimeout];
    window.setTimeout = (task, after) => {
      const id = set(() => {
        window.waiting.delete(id);
        task();
      }, after);
      window.waiting.add(id);
      return id;
    };
    window.clearTimeout = (id) => {
      window.waiting.delete(id);
      clear(id);
    };
  });
  const asked = () => report.requests.filter((request) => request.includes('/debug/calls')).length;
  await tab.goto(url);
  await until(tab, 'it says that there were no calls', () => document.getElementById('charts-state').textContent.startsWith('No calls'));
  const empty = await tab.evaluate(() => ({ hidden: document.getElementById('charts').hidden }));
  await call('create_record', { record_type: 'customers', payload: { name: 'Acme', email: 'acme@example.com', credit_limit: 1 } });
  await call('get_record', { record_type: 'customers', record_id: 'no-such-record' });
  await until(tab, 'two calls are shown', () => document.getElementById('n-calls').textContent === '2');
  const shown = await tab.evaluate(() => ({
    state: document.getElementById('charts-state').textContent,
    calls: document.getElementById('n-calls').textContent,
    errors: document.getElementById('n-errors').textContent,
    bars: [...document.querySelectorAll('#chart-calls .ok-bar')].filter((bar) => Number(bar.getAttribute('height')) > 0).length,
    errorBars: [...document.querySelectorAll('#chart-calls .bad-bar')].filter((bar) => Number(bar.getAttribute('height')) > 0).length,
    line: document.querySelector('#chart-latency .p95-line').getAttribute('d'),
    label: document.getElementById('chart-calls').getAttribute('aria-label'),
    tools: [...document.querySelectorAll('#by-tool tr')].map((row) => [...row.children].slice(0, 3).map((cell) => cell.textContent)),
    options: [...document.getElementById('tool').options].map((option) => option.value),
  }));
  await call('create_record', { record_type: 'customers', payload: { name: 'Beta', email: 'beta@example.com', credit_limit: 1 } });
  await until(tab, 'three calls are shown', () => document.getElementById('n-calls').textContent === '3');

  await tab.select('#tool', 'create_record');
  await until(tab, 'the calls of one tool are shown', () => document.getElementById('n-calls').textContent === '2');
  await tab.select('#tool', '');
  await until(tab, 'all calls are shown', () => document.getElementById('n-calls').textContent === '3');

  const other = await tab.browserContext().newPage();
  await other.bringToFront();
  await until(tab, 'no timer waits in a tab that is not seen', () => document.hidden && window.waiting.size === 0);
  const before = asked();
  await call('create_record', { record_type: 'customers', payload: { name: 'Gamma', email: 'gamma@example.com', credit_limit: 1 } });
  const hidden = { waiting: await tab.evaluate(() => window.waiting.size), calls: await tab.$eval('#n-calls', (number) => number.textContent), asked: asked() - before };
  await other.close();
  await tab.bringToFront();
  await until(tab, 'it goes on', () => document.getElementById('n-calls').textContent === '4');

  await tab.click('#pause');
  await until(tab, 'no timer waits', () => window.waiting.size === 0);
  const paused = await tab.evaluate(() => ({ pressed: document.getElementById('pause').getAttribute('aria-pressed'), state: document.getElementById('charts-state').textContent }));
  await call('create_record', { record_type: 'customers', payload: { name: 'Delta', email: 'delta@example.com', credit_limit: 1 } });
  await tab.click('#pause');
  await until(tab, 'it goes on', () => document.getElementById('n-calls').textContent === '5');
  return { empty, shown, hidden, paused, violations: await tab.evaluate(() => window.violations) };

  async function call(name, given) {
    await fetch(new URL('/mcp', url), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
        'MCP-Protocol-Version': '2026-07-28',
        'Mcp-Method': 'tools/call',
        'Mcp-Name': name,
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: {
          name,
          arguments: given,
          _meta: {
            'io.modelcontextprotocol/protocolVersion': '2026-07-28',
            'io.modelcontextprotocol/clientCapabilities': {},
            'io.modelcontextprotocol/clientInfo': { name: 'status-page', version: '1' },
          },
        },
      }),
    });
  }
}

/** Answers in place of the server. */
async function answered(tab, answer) {
  await tab.setRequestInterception(true);
  tab.on('request', (request) => {
    const given = request.url().includes('/debug/calls') ? answer(request) : undefined;
    if (given === undefined) request.continue();
    else if (given === 'broken') request.abort('connectionrefused');
    else if (given !== 'never') request.respond(given);
  });
}

/** What the charts say while they wait, when nobody answers, and when the operator is signed out; each as it is seen. */
async function states() {
  const tab = await open(browser, report, headers);
  const json = (body, status = 200) => ({ status, contentType: 'application/json', body: JSON.stringify(body) });
  let now = 'never';
  await answered(tab, () => now);
  await tab.goto(url);
  const look = () =>
    tab.evaluate(() => ({
      state: document.getElementById('charts-state').textContent,
      role: document.getElementById('charts-state').getAttribute('role'),
      charts: !document.getElementById('charts').hidden,
      again: document.getElementById('again').checkVisibility() ? [document.getElementById('again').textContent, document.getElementById('again').getAttribute('href')] : [],
      focus: document.activeElement.id,
    }));
  const said = (words) => until(tab, words, (text) => document.getElementById('charts-state').textContent.includes(text), words);
  const loading = await look();
  now = json(calls);
  await tab.focus('#tool');
  await tab.select('#tool', '');
  await said('Live');
  const live = await look();
  now = 'broken';
  await said('does not answer');
  const broken = await look();
  now = { status: 500, body: '' };
  await tab.select('#tool', '');
  await said('does not answer');
  const failed = await look();
  now = json(calls);
  await said('Live');
  const recovered = await look();
  now = json({}, 401);
  await said('not signed in');
  const signedOut = { ...(await look()), ...(await tab.evaluate(measured)) };
  await tab.screenshot({ path: `${folder}/signed-out.png`, fullPage: true });
  return { loading, live, broken, failed, recovered, signedOut };
}
