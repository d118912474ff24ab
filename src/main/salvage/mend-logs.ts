import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { mendedLog } from './mend-log';

const LOG = /^\d+\.log$/;

/**
 * Takes writes that were cut off out of the engine's logs. To be called before the engine opens its databases, and only then. Never throws: what cannot be
 * mended is left to the engine as it is.
 * @param source absolute path of the engine's folder of databases
 */
export function mendLogs(
  source: string,
  warn: (message: string, details: Readonly<Record<string, unknown>>) => void,
): void {
  if (!existsSync(source)) return;
  try {
    const files = readdirSync(source)
      .filter((name) => name.endsWith('.leveldb'))
      .flatMap((name) => readdirSync(path.join(source, name)).map((file) => path.join(source, name, file)))
      .filter((file) => LOG.test(path.basename(file)));
    for (const file of files) {
      const before = readFileSync(file);
      const mended = mendedLog(before);
      if (mended === undefined) continue;
      writeWhole(file, mended);
      warn('a write that was cut off was taken out of a log of the history', {
        file: path.basename(file),
        bytes: before.length,
        mended: mended.length,
      });
    }
  } catch (error) {
    warn('the logs of the history could not be looked at', { error });
  }
}

/** The file has its name only once all of it is on disk. Throws where there is no room for it, and leaves the old one as it is. */
function writeWhole(file: string, bytes: Uint8Array): void {
  const part = `${file}.mended`;
  try {
    const handle = openSync(part, 'w', 0o600);
    try {
      writeFileSync(handle, bytes);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}
