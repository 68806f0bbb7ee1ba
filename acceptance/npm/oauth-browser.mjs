// As much of a browser as a login takes: it keeps cookies by host, follows redirects, and submits every form as it is filled in.

/** Signs in from an authorization URL on; brings the URL that the client is sent back to. */
export async function signIn(authorizationUrl, redirectUri) {
  const cookies = new Map();
  let request = { url: new URL(authorizationUrl), method: 'GET', body: undefined, origin: undefined };
  for (let step = 0; step < 20; step++) {
    if (isRedirectBack(request.url, new URL(redirectUri))) {
      return request.url;
    }
    const answer = await fetch(request.url, {
      method: request.method,
      body: request.body,
      redirect: 'manual',
      headers: headers(request, cookies),
    });
    keep(cookies, request.url, answer);
    request = await next(request, answer);
  }
  throw new Error('the login does not come to an end');
}

function isRedirectBack(url, redirectUri) {
  return url.origin === redirectUri.origin && url.pathname === redirectUri.pathname;
}

function headers(request, cookies) {
  const headers = { 'Sec-Fetch-Site': request.origin ? 'same-origin' : 'none', Accept: 'text/html' };
  const jar = [...cookies].filter(([key]) => key.startsWith(request.url.origin + ' '));
  if (jar.length > 0) {
    headers.Cookie = jar.map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; ');
  }
  if (request.origin) {
    headers.Origin = request.origin;
    headers['Content-Type'] = 'application/x-www-form-urlencoded';
  }
  return headers;
}

function keep(cookies, url, answer) {
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair] = cookie.split(';');
    const equals = pair.indexOf('=');
    cookies.set(`${url.origin} ${pair.slice(0, equals)}`, pair.slice(equals + 1));
  }
}

async function next(request, answer) {
  const location = answer.headers.get('location');
  if (location) {
    return { url: new URL(location, request.url), method: 'GET', body: undefined, origin: undefined };
  }
  const page = await answer.text();
  if (answer.status !== 200) {
    throw new Error(`${request.url.origin}${request.url.pathname} answered ${answer.status}`);
  }
  const form = page.match(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/);
  if (!form) {
    throw new Error(`${request.url.pathname} shows no form`);
  }
  return {
    url: new URL(unescape(form[1]), request.url),
    method: 'POST',
    body: new URLSearchParams(fields(form[2])).toString(),
    origin: request.url.origin,
  };
}

/** What a browser sends when the user agrees: all fields as they stand, the chosen option, the button. */
function fields(form) {
  const fields = [];
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const type = attribute(tag, 'type');
    if (!['submit', 'button'].includes(type) && (type !== 'radio' || /\bchecked\b/.test(tag))) {
      fields.push([attribute(tag, 'name'), attribute(tag, 'value')]);
    }
  }
  for (const [, name, options] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const all = [...options.matchAll(/<option[^>]*>/g)].map(([tag]) => tag);
    fields.push([name, attribute(all.find((tag) => /\bselected\b/.test(tag)) ?? all[0], 'value')]);
  }
  const buttons = [...form.matchAll(/<button[^>]*>/g)].map(([tag]) => tag).filter((tag) => attribute(tag, 'name'));
  const pressed = buttons.find((tag) => /allow/i.test(attribute(tag, 'value'))) ?? buttons[0];
  if (pressed) {
    fields.push([attribute(pressed, 'name'), attribute(pressed, 'value')]);
  }
  return fields.filter(([name]) => name);
}

function attribute(tag, name) {
  const found = tag.match(new RegExp(`\\b${name}="([^"]*)"`));
  return found ? unescape(found[1]) : '';
}

function unescape(text) {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
