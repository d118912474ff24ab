import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Variables that would let this machine's own accounts, proxies or start options into a test. */
const FOREIGN =
  /^(?:AWS_|ELECTRON_RUN_AS_NODE$|HTTPS?_PROXY$|NO_PROXY$|ALL_PROXY$|NODE_OPTIONS$|NODE_EXTRA_CA_CERTS$)/i;

/** A home folder and a data folder that only one test knows. Both outlive a restart of the app within the test. */
export interface TestHome {
  readonly home: string;
  readonly userData: string;
  /** What a program that belongs to this home is started with: no AWS setting but those of its own files. */
  readonly environment: Readonly<Record<string, string>>;
  /** Writes a file below the home folder and answers its absolute path. */
  write(file: string, text: string): Promise<string>;
  /** Replaces `.aws/config`. */
  config(text: string): Promise<string>;
  /** Replaces `.aws/credentials`. */
  credentials(text: string): Promise<string>;
  /** Names of all files in the data folder that hold this text, in UTF-8 or UTF-16. */
  dataFilesHolding(text: string): Promise<string[]>;
  remove(): Promise<void>;
}

/** Makes both folders, empty. `more`: environment variables for what is started in it. */
export async function makeHome(more: Readonly<Record<string, string>> = {}): Promise<TestHome> {
  const root = await mkdtemp(path.join(tmpdir(), 'copytrail-e2e-'));
  const home = path.join(root, 'home');
  const userData = path.join(root, 'data');
  await mkdir(path.join(home, '.aws'), { recursive: true });
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || FOREIGN.test(name) ? [] : [[name, value] as const],
  );

  async function write(file: string, text: string): Promise<string> {
    const whole = path.join(home, file);
    await mkdir(path.dirname(whole), { recursive: true });
    await writeFile(whole, text);
    return whole;
  }

  return {
    home,
    userData,
    environment: {
      ...Object.fromEntries(inherited),
      HOME: home,
      USERPROFILE: home,
      AWS_CONFIG_FILE: path.join(home, '.aws', 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(home, '.aws', 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...more,
    },
    write,
    config: (text) => write('.aws/config', text),
    credentials: (text) => write('.aws/credentials', text),
    async dataFilesHolding(text) {
      const forms = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
      const entries = await readdir(userData, { recursive: true, withFileTypes: true });
      const holding = await Promise.all(
        entries
          .filter((entry) => entry.isFile())
          .map(async (entry) => {
            const file = path.join(entry.parentPath, entry.name);
            const bytes = await readFile(file);
            return forms.some((form) => bytes.includes(form)) ? [path.relative(userData, file)] : [];
          }),
      );
      return holding.flat();
    },
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}
