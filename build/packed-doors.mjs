/** Ways by which somebody might have a packed app run another program's code, or look into it; tried on a release from outside. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from './must.mjs';
import { socketsOf } from './processes.mjs';
import { refusedStart, withRunningApp } from './started-app.mjs';

/** In /proc/net/tcp: waits for others to connect. */
const LISTENING = '0A';
/** Its place in SigCgt of /proc/PID/status: by this signal Node.js starts its debugger. */
const SIGUSR1 = 1n << 9n;

/**
 * Every try ends by itself: a release does not start with a debugging port, and says so in its own first line, which shows that it was the app that ran.
 *
 * @param {string} executable
 * @param {string[]} words
 * @param {import('./started-app.mjs').Person} person whose home can be written
 */
async function checkNodeDoors(executable, words, person) {
  const mark = path.join(person.home, 'foreign-code-ran');
  const code = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`;
  const file = path.join(person.home, 'foreign.cjs');
  writeFileSync(file, code);
  /** @type {{ words?: string[], env?: Record<string, string> }[]} */
  const doors = [
    { env: { ELECTRON_RUN_AS_NODE: '1' }, words: ['-e', code] },
    { env: { ELECTRON_RUN_AS_NODE: '1' }, words: [file] },
    { env: { NODE_OPTIONS: `--require=${file}` } },
    { words: ['--require', file] },
    { words: ['--inspect=0'] },
    { words: ['--inspect-brk=0'] },
  ];
  for (const { words: own = [], env = {} } of doors) {
    const name = [...Object.keys(env), ...own.slice(0, 1)].join(' ');
    const all = [...own, ...words, '--remote-debugging-port=0'];
    const { code: ended, said } = await refusedStart(executable, all, person, env);
    must(
      ended === 1 && said.includes('Copytrail does not start with'),
      `${name}: it was not the app that ran: ${ended} ${said}`,
    );
    must(!/Debugger listening|DevTools listening/.test(said), `${name} opened a door for debuggers: ${said}`);
    must(!existsSync(mark), `${name} had foreign code run.`);
  }
  console.log(`Of ${doors.length} ways to have it run as Node.js or under its debugger, none is open.`);
}

/**
 * Electron looks for an app in a folder before it looks into the archive, unless a fuse forbids it.
 *
 * @param {string} executable
 * @param {string[]} words
 * @param {import('./started-app.mjs').Person} person whose home can be written
 */
async function checkAppBeside(executable, words, person) {
  const mark = path.join(person.home, 'foreign-app-ran');
  const beside = path.join(path.dirname(executable), 'resources', 'app');
  mkdirSync(beside);
  try {
    writeFileSync(path.join(beside, 'package.json'), JSON.stringify({ name: 'foreign', main: 'main.js' }));
    const code = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); process.exit(0);`;
    writeFileSync(path.join(beside, 'main.js'), code);
    const { code: ended, said } = await refusedStart(executable, [...words, '--remote-debugging-port=0'], person);
    must(!existsSync(mark), 'An app in a folder beside the archive was taken for this one.');
    must(
      ended === 1 && said.includes('Copytrail does not start with'),
      `With an app in a folder beside the archive it was not the app that ran: ${ended} ${said}`,
    );
  } finally {
    rmSync(beside, { recursive: true });
  }
  console.log('An app that lies beside the archive is not taken.');
}

/**
 * @param {number} group process group
 * @returns {string[]} sockets of its processes at which others may connect
 */
function listeners(group) {
  const own = socketsOf(group);
  must(own.size > 0, 'The app has no socket at all, not even that of its window.');
  return ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode = '']) => state === LISTENING && own.has(inode))
      .map(([, address = '']) => address),
  );
}

/**
 * @param {string} executable
 * @param {import('./started-app.mjs').Person} person
 */
async function checkPorts(executable, person) {
  await withRunningApp(executable, person, (pid) => {
    const open = listeners(pid);
    must(open.length === 0, `A release lets others connect to it: ${open.join(', ')}`);
    const caught = BigInt(`0x${/^SigCgt:\s*(\w+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]}`);
    must((caught & SIGUSR1) === 0n, 'A signal would open the door of Node.js for debuggers.');
  });
  console.log('As people start it, nobody can connect to it, and no signal opens a door.');
}

/**
 * @param {string} executable of an unpacked release
 * @param {string[]} words the app's own
 * @param {import('./started-app.mjs').Person} person
 */
export async function checkDoors(executable, words, person) {
  await checkNodeDoors(executable, words, person);
  await checkAppBeside(executable, words, person);
  await checkPorts(executable, person);
}
