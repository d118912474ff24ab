import { expect, PACKED, test } from '../support/app';

/** What a page may ask for. Each answers how it ended. */
const REQUESTS: Readonly<Record<string, string>> = {
  notifications: `Notification.requestPermission()`,
  'a notification': `new Promise((r) => { const n = new Notification('x'); n.onerror = () => r('denied'); n.onshow = () => r('shown'); })`,
  camera: `navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', (e) => e.name)`,
  microphone: `navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', (e) => e.name)`,
  screen: `navigator.mediaDevices.getDisplayMedia().then(() => 'granted', (e) => e.name)`,
  place: `new Promise((r) => navigator.geolocation.getCurrentPosition(() => r('granted'), (e) => r('denied ' + e.code)))`,
  midi: `navigator.requestMIDIAccess().then(() => 'granted', (e) => e.name)`,
  'reading the clipboard': `navigator.clipboard.readText().then(() => 'granted', (e) => e.name)`,
  idleness: `IdleDetector.requestPermission().catch((e) => e.name)`,
  usb: `navigator.usb.requestDevice({ filters: [] }).then(() => 'granted', (e) => e.name)`,
  'serial port': `navigator.serial.requestPort().then(() => 'granted', (e) => e.name)`,
  'input device': `navigator.hid.requestDevice({ filters: [] }).then((found) => found.length === 0 ? 'denied' : 'granted', (e) => e.name)`,
};

test('whatever the page asks for is denied', PACKED, async ({ launchApp }) => {
  const { page, electron } = await launchApp();
  for (const [what, request] of Object.entries(REQUESTS)) {
    await test.step(what, async () => {
      // As if the user had just clicked, so that nothing is refused for want of a click.
      const outcome = await electron.evaluate(
        ({ BrowserWindow }, script) =>
          BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(script, true) as Promise<string>,
        request,
      );
      expect(outcome).toMatch(/denied|NotAllowedError|NotFoundError|SecurityError|NotSupportedError|AbortError/);
    });
  }
  const states = await page.evaluate<Record<string, string>>(`Promise.all(
    ['notifications', 'geolocation', 'camera', 'microphone', 'midi', 'clipboard-read', 'background-sync', 'accelerometer'].map(
      (name) => navigator.permissions.query({ name }).then((status) => [name, status.state], () => [name, 'denied']),
    ),
  ).then(Object.fromEntries)`);
  expect(Object.entries(states).filter(([, state]) => state !== 'denied')).toEqual([]);
});

test('the two things it needs are granted', async ({ launchApp }) => {
  const { page, electron } = await launchApp();
  expect(await page.evaluate('navigator.storage.persist()')).toBe(true);
  expect(await page.evaluate('navigator.storage.persisted()')).toBe(true);
  // A page without the keyboard may not write to the clipboard; a click gives it the keyboard.
  await page.mouse.click(1, 1);
  await expect.poll(() => page.evaluate('document.hasFocus()')).toBe(true);
  await page.evaluate(`navigator.clipboard.writeText('a copy job id')`);
  expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('a copy job id');
});

test('no other session grants anything', async ({ launchApp }) => {
  const { electron } = await launchApp();
  const outcomes = await electron.evaluate(async ({ BrowserWindow, session }) => {
    const found: unknown[] = [];
    for (const own of [session.defaultSession, session.fromPartition('another')]) {
      const window = new BrowserWindow({ show: false, webPreferences: { session: own } });
      await window.loadURL('data:text/html,<title>other</title>');
      found.push(await window.webContents.executeJavaScript('Notification.requestPermission()', true));
      window.destroy();
    }
    return found;
  });
  expect(outcomes).toEqual(['denied', 'denied']);
});
