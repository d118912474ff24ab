/* eslint-disable @typescript-eslint/no-require-imports -- Electron's `-r` takes CommonJS only */
/**
 * Loaded into the main process of a tortured app by `electron -r`, before the app's own code: says what happens in its window, and speaks to
 * the page, over the IPC channel that Node opens between parent and child. Neither needs a debugger or a line in the app.
 *
 * To the torturer: `{ said }` (what the page says of itself), `{ moment }`, and `{ answerTo, value }` or `{ answerTo, fault }`.
 * From it: `{ id, code }` (to be evaluated in the page), `{ id, ask: 'processes' }`, `{ id, power: 'suspend' | 'resume' }`, `{ id, aim: ms }`.
 */
const { app, dialog, powerMonitor, webContents } = require('electron');

/** @param {object} message */
const tell = (message) => process.send?.(message);

// Whoever tortures may be stopped himself; nothing may be left behind.
process.on('disconnect', () => process.exit(1));

/** Milliseconds by which the clocks of the main process and the page are wrong. */
const shift = Number(process.env['TORTURE_CLOCK_SHIFT_MS'] ?? 0);
const SHIFT_CLOCK = `(() => {
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...words) { words.length === 0 ? super(Right.now() + ${shift}) : super(...words); }
    static now() { return Right.now() + ${shift}; }
  };
})()`;
if (shift !== 0) (0, eval)(SHIFT_CLOCK);

// Nobody is there to answer a box of the system's: what it says is passed on, and its first button pressed.
/** @param {unknown[]} words */
const answerBox = (...words) => {
  const { message, detail, buttons } = /** @type {Electron.MessageBoxOptions} */ (words.at(-1));
  tell({ said: `box ${JSON.stringify({ message, detail, buttons })}` });
};
dialog.showMessageBox = (/** @type {unknown[]} */ ...words) => {
  answerBox(...words);
  return Promise.resolve({ response: 0, checkboxChecked: false });
};

/** When the next page may ask the database engine at the earliest: so many milliseconds after the one before has gone. @type {number | undefined} */
let aim;
/** Has the page stand still at its first question. @param {number} until epoch ms UTC */
const aimed = (until) => `for (const name of ['databases', 'open']) {
  const own = IDBFactory.prototype[name];
  IDBFactory.prototype[name] = function (...words) {
    while (Date.now() < ${until});
    return own.apply(this, words);
  };
}`;

/** The page of the app's own window. */
const page = () => webContents.getAllWebContents().find((contents) => contents.getType() === 'window');

app.on('web-contents-created', (_event, contents) => {
  let goneAt = 0;
  contents.on('did-navigate', () => {
    if (aim !== undefined && goneAt > 0) void contents.mainFrame.executeJavaScript(aimed(goneAt + aim));
    goneAt = 0;
    if (shift !== 0) void contents.mainFrame.executeJavaScript(SHIFT_CLOCK);
  });
  contents.on('did-finish-load', () => tell({ moment: 'loaded' }));
  contents.on('render-process-gone', () => {
    goneAt = Date.now();
    tell({ moment: 'page gone' });
  });
  // Electron 33 gives the words apart, newer ones in the event.
  contents.on('console-message', (event, _level, words) => {
    const text = words ?? /** @type {{ message?: string }} */ (event).message ?? '';
    if (text.startsWith('torture: ')) tell({ said: text.slice('torture: '.length) });
  });
});
app.on('child-process-gone', (_event, { type }) => tell({ moment: `${type} gone` }));

process.on(
  'message',
  (/** @type {{ id: number, code?: string, ask?: string, power?: string, aim?: number }} */ message) => {
    const { id, code, power } = message;
    const work = async () => {
      if (code !== undefined) return page()?.mainFrame.executeJavaScript(code);
      if (power !== undefined) return powerMonitor.emit(power);
      if (message.aim !== undefined) return void (aim = message.aim);
      const gpu = app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid;
      return { window: page()?.getOSProcessId(), gpu };
    };
    work().then(
      (value) => tell({ answerTo: id, value }),
      (error) => tell({ answerTo: id, fault: String(error) }),
    );
  },
);
