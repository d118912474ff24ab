/* eslint-disable @typescript-eslint/no-require-imports -- Electron's `-r` takes CommonJS only */
/**
 * Loaded into the main process of a measured window by `electron -r`, before the app's own code: lets the benchmark see
 * when things happen and speak to the page, without a debugger (which slows down what it watches) and without a line in
 * the app itself. Speaks over the IPC channel that Node opens between parent and child.
 *
 * To the benchmark: `{ moment, at }` (epoch ms) and `{ answerTo, value }` or `{ answerTo, fault }`.
 * From it: `{ id, code }`, to be evaluated in the page.
 */
const { app } = require('electron');

/** @param {string} moment @param {number} [at] */
const tell = (moment, at = Date.now()) => process.send?.({ moment, at });

tell('main script');
app.once('ready', () => tell('ready'));
app.on('browser-window-created', (_event, window) => {
  // A window made without `show: false` is on screen from here on.
  if (window.isVisible()) tell('shown');
  else window.once('show', () => tell('shown'));
});
app.on('web-contents-created', (_event, contents) => {
  contents.once('did-navigate', () => {
    tell('page committed');
    // The frame's own method: that of the contents would wait until the page has loaded.
    const evaluate = (/** @type {string} */ code) => contents.mainFrame.executeJavaScript(code);
    evaluate(process.env['BENCH_FIRST_CODE'] ?? '0').then(
      (at) => tell('painted', at),
      (error) => tell(`no paint: ${String(error)}`),
    );
    process.on('message', ({ id, code }) => {
      evaluate(code).then(
        (value) => process.send?.({ answerTo: id, value }),
        (error) => process.send?.({ answerTo: id, fault: String(error) }),
      );
    });
  });
});
