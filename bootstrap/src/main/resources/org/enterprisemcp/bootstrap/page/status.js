'use strict';
const $ = (id) => document.getElementById(id);
const said = $('said');

for (const button of document.querySelectorAll('[data-copy]')) {
  let back;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const code = button.parentElement.querySelector('code');
    let done = true;
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      // The clipboard is closed to pages without https: the text is selected, so that the keyboard can copy it.
      done = false;
      getSelection().selectAllChildren(code);
    }
    button.textContent = done ? 'Copied' : 'Selected';
    button.classList.toggle('done', done);
    // A second copy of the same text is news, too: screen readers say what changes.
    said.textContent = '';
    requestAnimationFrame(() => {
      said.textContent = done ? `Copied ${button.dataset.copy}.` : `Selected ${button.dataset.copy}; copy it with the keyboard.`;
    });
    clearTimeout(back);
    back = setTimeout(() => {
      button.textContent = 'Copy';
      button.classList.remove('done');
    }, 2000);
  });
}

const live = $('live');
if (live) {
  const SVG = 'http://www.w3.org/2000/svg';
  const PERIOD = 2000;
  let timer;
  let paused = false;
  let asked = 0;

  const ms = (value) => (value === undefined ? '–' : value < 10 ? `${value.toFixed(1)} ms` : value < 10000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`);
  const short = (value) => (value < 1000 ? `${value} ms` : `${value / 1000} s`);
  const state = (text, signedOut = false) => {
    if ($('charts-state').textContent !== text) $('charts-state').textContent = text;
    $('again').hidden = !signedOut;
  };
  /** The next even number with zeros: what an axis ends with, and has a round middle. */
  const round = (value) => {
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((end) => end >= value);
  };
  const element = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const row = (head, cells) => {
    const made = document.createElement('tr');
    const th = document.createElement('th');
    th.scope = 'row';
    th.textContent = head;
    made.append(th, ...cells.map((cell) => Object.assign(document.createElement('td'), { textContent: cell })));
    return made;
  };
  const cells = (numbers) => [numbers.calls, numbers.errors, ms(numbers.p50_ms), ms(numbers.p95_ms)];

  /** Lines at the end and in the middle of the axis, and what they stand for. */
  const grid = (name, top, words) => {
    $(`${name}-top`).textContent = words(top);
    $(`${name}-half`).textContent = words(top / 2);
    return [10, 85].map((y) => element('path', { class: 'grid', d: `M0 ${y}H720` }));
  };

  function drawCalls(steps) {
    const most = Math.max(...steps.map((step) => step.calls));
    const top = round(Math.max(2, most));
    const width = 720 / steps.length;
    const bars = steps.flatMap((step, index) => {
      const bad = (step.errors / top) * 150;
      const good = ((step.calls - step.errors) / top) * 150;
      const bar = (kind, height, y) => element('rect', { class: kind, x: index * width + 1, width: width - 2, y, height });
      return [bar('ok-bar', good, 160 - good), bar('bad-bar', bad, 160 - good - bad)];
    });
    $('chart-calls').replaceChildren(...grid('calls', top, String), ...bars);
    $('chart-calls').setAttribute('aria-label', `Calls per 10 seconds, at most ${most}; the table below has the numbers`);
  }

  function drawLatency(steps) {
    const most = Math.max(...steps.map((step) => step.p95_ms ?? 0));
    const top = round(Math.max(0.1, most));
    const line = (kind, key) => {
      const points = steps.map((step, index) => (step[key] === undefined ? null : [((index + 0.5) * 720) / steps.length, 160 - (step[key] / top) * 150]));
      let path = '';
      points.forEach((point, index) => {
        if (point) path += (points[index - 1] ? 'L' : 'M') + point.join(' ') + (points[index - 1] ? '' : 'h2');
      });
      return element('path', { class: kind, d: path });
    };
    $('chart-latency').replaceChildren(...grid('latency', top, short), line('p95-line', 'p95_ms'), line('p50-line', 'p50_ms'));
    $('chart-latency').setAttribute('aria-label', `Latency, p95 at most ${ms(most)}; the table below has the numbers`);
  }

  function show(data) {
    const select = $('tool');
    const names = [...new Set([...data.tools.map((tool) => tool.name), ...(data.tool ? [data.tool] : [])])].sort();
    if ([...select.options].slice(1).map((option) => option.value).join() !== names.join()) {
      select.replaceChildren(new Option('All tools', ''), ...names.map((name) => new Option(name, name)));
      select.value = data.tool;
    }
    $('charts').classList.remove('stale');
    $('charts').hidden = data.all.calls === 0;
    if (data.all.calls === 0) {
      state('No calls in the last 15 minutes. They show up here as soon as a client calls a tool.');
      return;
    }
    state(paused ? 'Paused.' : 'Live, every 2 seconds.');
    $('n-calls').textContent = data.all.calls;
    $('n-errors').textContent = data.all.errors;
    $('n-p50').textContent = ms(data.all.p50_ms);
    $('n-p95').textContent = ms(data.all.p95_ms);
    drawCalls(data.steps);
    drawLatency(data.steps);
    $('by-tool').replaceChildren(...data.tools.map((tool) => row(tool.name, cells(tool))));
    const from = Date.parse(data.from);
    const times = data.steps.map((step, index) => [new Date(from + index * data.step_seconds * 1000), step]).filter(([, step]) => step.calls > 0);
    $('by-time').replaceChildren(...times.reverse().map(([time, step]) => row(time.toLocaleTimeString(), cells(step))));
  }

  async function poll() {
    clearTimeout(timer);
    if (document.hidden || paused) return;
    const mine = ++asked;
    let next = PERIOD;
    try {
      const answer = await fetch(`${live.dataset.source}?tool=${encodeURIComponent($('tool').value)}`, { headers: { Accept: 'application/json' } });
      if (mine !== asked) return;
      if (answer.status === 401 || answer.status === 404) {
        state('You are not signed in any more.', true);
        $('charts').classList.add('stale');
        return;
      }
      if (!answer.ok) throw new Error(answer.statusText);
      show(await answer.json());
    } catch {
      if (mine !== asked) return;
      state('The server does not answer. Trying again …');
      $('charts').classList.add('stale');
      next = PERIOD * 2;
    }
    if (mine === asked) timer = setTimeout(poll, next);
  }

  $('controls').hidden = false;
  state('Loading …');
  document.addEventListener('visibilitychange', poll);
  $('tool').addEventListener('change', poll);
  $('pause').addEventListener('click', () => {
    paused = !paused;
    $('pause').setAttribute('aria-pressed', paused);
    state(paused ? 'Paused.' : 'Live, every 2 seconds.');
    poll();
  });
  poll();
}
