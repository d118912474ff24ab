import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';

/** When the log file is this long (bytes) it becomes the old one and a new one begins: two files at most. */
export const MAX_LOG_BYTES = 1024 * 1024;

/** Longest line (characters) after redaction; a runaway message must not push everything else out of the log. */
const MAX_LINE_LENGTH = 16 * 1024;

/** Lines waiting for the disk; beyond it new ones are dropped and counted. */
const MAX_WAITING_LINES = 2_000;

type Details = Readonly<Record<string, unknown>>;

export interface AppLog {
  readonly info: (message: string, details?: Details) => void;
  readonly warn: (message: string, details?: Details) => void;
  readonly error: (message: string, details?: Details) => void;
  /** Resolves when every line so far is on disk, or could not be written. Never rejects. */
  readonly flush: () => Promise<void>;
  /** Absolute path of the current file. */
  readonly file: string;
}

export interface LogParts {
  /** Absolute path of the current file; its folder is made. The old one is beside it, with `.1` at the end. */
  readonly file: string;
  /** Takes secrets out; every line goes through it. */
  readonly redact: (text: string) => string;
  /** Epoch ms UTC. */
  readonly now: () => number;
  /** Shows lines elsewhere too (the terminal of a development start). They are redacted as well. */
  readonly echo: ((line: string) => void) | undefined;
}

/** A log of one line each: time in UTC, level, message, details as JSON. A full or missing disk never disturbs the app. */
export function openLog({ file, redact, now, echo }: LogParts): AppLog {
  let waiting: string[] = [];
  let dropped = 0;
  let writing: Promise<void> | undefined;

  async function writeOut(): Promise<void> {
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      while (waiting.length > 0) {
        const lines = waiting;
        waiting = [];
        if (dropped > 0) lines.push(`${new Date(now()).toISOString()} warn lines dropped: ${dropped}`);
        dropped = 0;
        await makeRoom(file);
        await appendFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
      }
    } finally {
      // In the same breath as the last look at `waiting`: a line written from now on starts a new round.
      writing = undefined;
    }
  }

  function write(level: string, message: string, details: Details | undefined): void {
    const text = details === undefined ? message : `${message} ${toJson(details)}`;
    const line = redact(`${new Date(now()).toISOString()} ${level} ${text}`)
      .replaceAll(/[\r\n]+/g, ' ⏎ ')
      .slice(0, MAX_LINE_LENGTH);
    echo?.(line);
    if (waiting.length >= MAX_WAITING_LINES) {
      dropped += 1;
      return;
    }
    waiting.push(line);
    writing ??= writeOut().catch(() => undefined);
  }

  return {
    info: (message, details) => {
      write('info', message, details);
    },
    warn: (message, details) => {
      write('warn', message, details);
    },
    error: (message, details) => {
      write('error', message, details);
    },
    async flush() {
      await writing;
    },
    file,
  };
}

async function makeRoom(file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size >= MAX_LOG_BYTES) await rename(file, `${file}.1`);
}

/** JSON that never throws: errors become their text, cycles and other oddities a word. */
function toJson(details: Details): string {
  try {
    return JSON.stringify(details, (_name, value: unknown) => {
      if (value instanceof Error) return value.stack ?? value.message;
      return typeof value === 'bigint' ? value.toString() : value;
    });
  } catch {
    return '"details could not be written"';
  }
}
