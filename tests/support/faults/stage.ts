import { startBackupEndpoint } from '../../../src/main/demo/endpoint';
import { bodyFor, KEY, KEY_LINES } from '../copy-job-endpoint';
import { inWindow, type FaultRow, type Stage } from './row';

const REGION = 'eu-central-1';

/** A fault under way. */
export interface FaultUnderWay {
  /** The profile called "scripted" for as long as the fault lasts, as a whole config file. */
  readonly config: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The words to expect in the window. */
  readonly message: string;
  readonly remedy: string;
  /** How often the simulated endpoint has been asked. */
  readonly requests: () => number;
  /** Ends the fault, and answers the profile as it is without one. */
  calm(): Promise<string>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly copyJobId: string;
  /** The deadline of a look-up, as it is worded. */
  readonly time: string;
  readonly write: Stage['write'];
}

let sections = 0;

/** Each is another profile to the app, and starts with fresh connections, whatever the one before did to its own. */
function section(url: string, credentials = KEY_LINES, lines = ''): string {
  sections += 1;
  return `[profile scripted]\nregion = ${REGION}\nendpoint_url = ${url}\n${credentials}\n${lines}\ncli_pager = ${sections}\n`;
}

/** Brings a fault about, with a simulated endpoint of its own that knows one job. */
export async function openFault(row: FaultRow, { copyJobId, time, write }: StageOptions): Promise<FaultUnderWay> {
  const endpoint = await startBackupEndpoint({ keys: [KEY] });
  const body: Stage['body'] = (more) => bodyFor(copyJobId, more);
  endpoint.putJob({ accountId: KEY.accountId, region: REGION, copyJobId, body: body() });
  const closers: (() => Promise<unknown>)[] = [];
  const site = await row.strike({ endpoint, copyJobId, body, write, atEnd: (close) => closers.push(close) });
  const { url = endpoint.url, environment = {} } = site;
  const proxy = environment['HTTPS_PROXY'];
  const facts = {
    host: new URL(url).host,
    proxy: proxy === undefined ? '' : new URL(proxy).host,
    id: copyJobId,
    time,
  };
  const end = async (): Promise<void> => {
    for (const close of closers.splice(0)) await close();
  };
  return {
    config: section(url, site.credentials, site.lines),
    environment,
    message: inWindow(row.message ?? '', facts),
    remedy: inWindow(row.remedy ?? '', facts),
    requests: () => endpoint.requests.length,
    async calm() {
      endpoint.clearFaults();
      await end();
      return section(endpoint.url);
    },
    async close() {
      await end();
      await endpoint.close();
    },
  };
}
