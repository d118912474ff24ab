import { expect, PACKED, test, type LaunchedApp } from '../support/app';
import { startHttpService, type HttpService } from '../support/http-service';

/** A service of the outside world that answers whoever comes; nobody is meant to come. */
const outsideWorld = (): Promise<HttpService> =>
  startHttpService(() => ({
    status: 200,
    headers: { 'content-type': 'text/html', 'access-control-allow-origin': '*' },
    body: '<!doctype html><title>Outside</title>',
  }));

const pathsAsked = (outside: HttpService): string[] => outside.requests.map(({ path }) => path);

async function expectShown({ page }: LaunchedApp): Promise<void> {
  await expect(page.locator('#app > *').first()).toBeVisible();
}

test('pages come with the content security policy as a header', PACKED, async ({ launchApp }) => {
  const { page } = await launchApp();
  const headers = await page.evaluate(async () => Object.fromEntries((await fetch('app://main/index.html')).headers));
  expect(headers['content-security-policy']?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html copytrail-worker',
  ]);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('the app itself breaks no rule of its policy', async ({ launchApp }) => {
  const app = await launchApp();
  await app.page.reload();
  await expectShown(app);
  // What the page says is heard, so its silence means something.
  await app.page.evaluate("console.info('heard')");
  await expect.poll(() => app.output()).toContain('heard');
  expect(app.output()).not.toMatch(/Content Security Policy|Trusted ?(?:Types?|Script|HTML)/i);
});

/** Ways to run text as code, and the rules that may stop them. Each sets `window.ran` if it is let through. */
const WAYS_IN: Readonly<Record<string, string>> = {
  eval: 'eval("window.ran = true")',
  'a function from text': 'new Function("window.ran = true")()',
  'a timer from text': 'setTimeout("window.ran = true")',
  'an inline script': 'add("script", (s) => { s.text = "window.ran = true" })',
  'an inline script as a text node': 'add("script", (s) => { s.append("window.ran = true") })',
  'an event handler as an attribute':
    'add("img", (i) => { i.setAttribute("onerror", "window.ran = true"); i.src = "data:," })',
  'a script address': 'add("a", (a) => { a.href = "javascript:window.ran = true" }).click()',
  'HTML from text': `document.body.innerHTML = '<img src="data:," onerror="window.ran = true">'`,
  'a script of data': 'add("script", (s) => { s.src = "data:text/javascript,window.ran=true" })',
  'a module of data': 'import("data:text/javascript,window.ran=true").catch(() => undefined)',
  'a worker of a blob':
    'new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))).onmessage = () => { window.ran = true }',
  'a document of its own': 'add("iframe", (f) => { f.srcdoc = "<script>parent.ran = true</script>" })',
  'a plug-in': 'add("object", (o) => { o.data = "data:text/html,<script>parent.ran = true</script>" })',
  'a policy of its own': 'trustedTypes.createPolicy("mine", { createHTML: (text) => text }); window.ran = true',
};

const RULES =
  /^(?:script-src|script-src-elem|script-src-attr|worker-src|frame-src|object-src|require-trusted-types-for|trusted-types)$/;

test('text does not become code', PACKED, async ({ launchApp }) => {
  const app = await launchApp();
  const { page } = app;
  for (const [what, code] of Object.entries(WAYS_IN)) {
    await test.step(what, async () => {
      await page.reload();
      await expectShown(app);
      // The debugger, through which this comes in, is not bound by the policy; the timer's own code is.
      const violated = await page.evaluate<string>(`new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
        const add = (name, prepare) => {
          const element = document.createElement(name);
          prepare(element);
          document.body.append(element);
          return element;
        };
        setTimeout(() => { try { ${code} } catch { /* the violation tells */ } });
      })`);
      expect(violated).toMatch(RULES);
      expect(await page.evaluate('"ran" in window')).toBe(false);
    });
  }
});

/** Ways out of the page. Each answers 'came back', or 'refused'; the visits outside tell whether that is true. */
const WAYS_OUT = `async (origin) => {
  const outcome = (promise) => promise.then(() => 'came back', () => 'refused');
  const load = (name, attribute, path, more = {}) => outcome(new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(name), more);
    element.addEventListener('load', resolve);
    element.addEventListener('error', reject);
    element[attribute] = origin + path;
    document.body.append(element);
  }));
  const open = (make) => outcome(new Promise((resolve, reject) => {
    const channel = make();
    channel.onopen = resolve;
    channel.onerror = () => { channel.close(); reject(); };
  }));
  // Refused only after submit() has returned: until then it would end whatever the test loads next.
  const submit = () => new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      if (event.effectiveDirective === 'form-action') resolve('refused');
    });
    const form = Object.assign(document.createElement('form'), { action: origin + '/form', method: 'post' });
    document.body.append(form);
    form.submit();
  });
  const outcomes = {
    fetch: await outcome(fetch(origin + '/fetch')),
    'fetch without cors': await outcome(fetch(origin + '/no-cors', { mode: 'no-cors' })),
    image: await load('img', 'src', '/image'),
    media: await load('video', 'src', '/media'),
    style: await load('link', 'href', '/style', { rel: 'stylesheet' }),
    'web socket': await open(() => new WebSocket(origin.replace('http', 'ws') + '/socket')),
    'event stream': await open(() => new EventSource(origin + '/events')),
    font: await outcome(new FontFace('outside', 'url(' + origin + '/font)').load()),
  };
  navigator.sendBeacon(origin + '/beacon', 'text');
  return { ...outcomes, form: await submit() };
}`;

test('the page reaches nothing outside, in any way there is', PACKED, async ({ launchApp }) => {
  const app = await launchApp();
  const outside = await outsideWorld();
  const outcomes = await app.page.evaluate<Record<string, string>>(`(${WAYS_OUT})('${outside.url}')`);
  expect(Object.keys(outcomes)).toHaveLength(9);
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['refused']));
  await app.page.reload();
  await expectShown(app);
  expect(pathsAsked(outside)).toEqual([]);
  // The counter counts, so the nought above means something.
  await fetch(`${outside.url}/control`);
  expect(pathsAsked(outside)).toEqual(['/control']);
  await outside.close();
});

test('a page without any policy reaches nothing either', PACKED, async ({ launchApp }) => {
  const { electron } = await launchApp();
  const outside = await outsideWorld();
  const outcomes = await electron.evaluate(async ({ BrowserWindow, session }, origin) => {
    const sessions = [session.fromPartition('persist:copytrail'), session.defaultSession, session.fromPartition('new')];
    const found: unknown[] = [];
    for (const own of sessions) {
      const window = new BrowserWindow({ show: false, webPreferences: { session: own } });
      await window.loadURL('data:text/html,<title>bare</title>');
      const script = `fetch('${origin}/bare', { mode: 'no-cors' }).then(() => 'came back', () => 'refused')`;
      found.push(await window.webContents.executeJavaScript(script));
      window.destroy();
    }
    return found;
  }, outside.url);
  expect(outcomes).toEqual(['refused', 'refused', 'refused']);
  expect(pathsAsked(outside)).toEqual([]);
  await outside.close();
});

test('the app starts and shows its first page without the network', async ({ launchApp }) => {
  const app = await launchApp();
  await expectShown(app);
  expect(await app.strays()).toEqual([]);
  // Had the main process tried, it would have been noticed. 192.0.2.0/24 is nobody's (RFC 5737).
  await app.electron.evaluate(() => {
    process
      .getBuiltinModule('node:net')
      .connect({ host: '192.0.2.1', port: 443 })
      .on('error', () => undefined);
  });
  expect(await app.strays()).toEqual(['192.0.2.1']);
});
