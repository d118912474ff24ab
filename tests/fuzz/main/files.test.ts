import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, expect } from 'vitest';
import { openWindowState } from '../../../src/main/app/window-state';
import { createSharedFiles } from '../../../src/main/aws/shared-files';
import { sharedFilePaths } from '../../../src/main/aws/shared-file-paths';
import { createListProfiles } from '../../../src/main/credentials/list-profiles';
import { openSettings } from '../../../src/main/settings/settings';
import { SettingsSchema } from '../../../src/preload/contract/settings';
import { ProfileListSchema } from '../../../src/preload/contract/shapes';
import { fuzz } from '../support/fuzz';
import { nearlyJson, nearlyText } from '../support/hostile';

const folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-fuzz-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const NOW = Date.parse('2026-06-01T12:00:00Z');
/** Each input is a file that is written and read. */
const RUNS = { short: 300, long: 20_000 };

const CONFIG = [
  `[default]
region = eu-central-1

[profile audit]
role_arn = arn:aws:iam::111122223333:role/team/CopyAuditor
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/me
external_id = x

[profile base]
aws_access_key_id = AKIDSECRETSECRET
aws_secret_access_key = SECRETSECRET
services = local

[services local]
backup =
  endpoint_url = https://backup.example.test
`,
  `[profile sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = ReadOnly
use_fips_endpoint = true

[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1

[profile tool]
credential_process = /opt/tool --secret SECRETSECRET
[profile web]
role_arn = arn:aws:iam::111122223333:role/web
web_identity_token_file = /nowhere
[profile around]
role_arn = arn:aws:iam::111122223333:role/a
source_profile = around
[profile with spaces in it]
region = eu-west-1
`,
];
const CREDENTIALS = [
  `[default]
aws_access_key_id = AKIDSECRETSECRET
aws_secret_access_key = SECRETSECRET
aws_session_token = SECRETSECRET
aws_expiration = 2026-06-01T10:00:00Z
# a comment ; and another
[extra]
aws_access_key_id=AKIDSECRETSECRET
aws_secret_access_key=SECRETSECRET
`,
];

const bothFiles = fc.record({ config: nearlyText(CONFIG), credentials: nearlyText(CREDENTIALS) });
let shared = 0;

fuzz('config and credentials files', bothFiles, RUNS, async ({ config, credentials }) => {
  // Files of their own each time: what is kept of the last ones must not answer for these.
  const home = path.join(folder, `aws-${++shared}`);
  const environment = {
    HOME: home,
    AWS_CONFIG_FILE: `${home}-config`,
    AWS_SHARED_CREDENTIALS_FILE: `${home}-credentials`,
  };
  writeFileSync(environment.AWS_CONFIG_FILE, config);
  writeFileSync(environment.AWS_SHARED_CREDENTIALS_FILE, credentials);
  try {
    const files = createSharedFiles(sharedFilePaths(environment, home), environment);
    const listed = await createListProfiles({ sharedFiles: files, now: () => NOW })();
    // No text in these files is a fault of the app: what cannot be used is said where it stands.
    if (!listed.ok) throw new Error(`The list of profiles failed: ${listed.error.code}`);
    expect(v.safeParse(ProfileListSchema, listed.value).issues).toBeUndefined();
    for (const { state, detail } of listed.value.files) if (state === 'unreadable') expect(detail).toMatch(/\.$/);
    for (const { session } of listed.value.profiles)
      if (session.state === 'broken') expect(session.detail).not.toBe('');
    return listed.value.files.some(({ state }) => state === 'unreadable') ? { refused: 'unreadable' } : 'taken';
  } finally {
    rmSync(environment.AWS_CONFIG_FILE);
    rmSync(environment.AWS_SHARED_CREDENTIALS_FILE);
  }
});

const SETTINGS = [
  JSON.stringify({
    version: 4,
    theme: 'dark',
    times: 'utc',
    density: 'compact',
    workspace: 'aws',
    last: { aws: { profile: { origin: 'shared', name: 'production' }, region: 'eu-central-1' }, demo: {} },
    notices: {
      kinds: { completed: true, 'with-issues': true, partial: true, failed: true, overstays: false, gone: true },
      quiet: { on: true, from: '22:00', until: '07:00' },
    },
    comparing: { layout: 'unified', ignoredFields: ['StatusMessage'], ignoredClasses: ['own'] },
    updates: { on: true, address: '/mnt/share/copytrail', key: 'MCowBQYDK2VwAyEA' },
  }),
  JSON.stringify({ version: 1, theme: 'light', times: 'local', density: 'comfortable', last: { aws: {}, demo: {} } }),
  JSON.stringify({ version: 99, theme: 'light', later: { than: ['this'] } }),
];

/** Opens a file with this text in it; how many files there are afterwards. */
async function opened(name: string, text: string, open: (folder: string) => { flush(): Promise<void> }) {
  const home = mkdtempSync(path.join(folder, 'data-'));
  try {
    writeFileSync(path.join(home, name), text);
    await open(home).flush();
    return readdirSync(home).length;
  } finally {
    rmSync(home, { recursive: true });
  }
}

fuzz('the settings file', nearlyJson(SETTINGS), RUNS, async (text) => {
  const files = await opened('settings.json', text, (home) => {
    const settings = openSettings(home, () => NOW);
    expect(v.safeParse(SettingsSchema, settings.current()).issues).toBeUndefined();
    return settings;
  });
  // What cannot be used is kept beside the new file.
  return files > 1 ? { refused: 'kept-aside' } : 'taken';
});

const PLACES = [JSON.stringify({ version: 1, maximized: false, bounds: { x: 10, y: 20, width: 1280, height: 800 } })];

fuzz('the file with the place of the window', nearlyJson(PLACES), RUNS, async (text) => {
  const files = await opened('window-state.json', text, (home) => {
    const place = openWindowState(home, () => NOW);
    expect(typeof place.current().maximized).toBe('boolean');
    return place;
  });
  return files > 1 ? { refused: 'kept-aside' } : 'taken';
});
