import { startBackupEndpoint } from '../../../src/main/demo/endpoint';
import type { BackupEndpoint } from '../../../src/main/demo/types';
import { COPY_JOB_ID, REGION } from '../aws-sandbox';
import { bodyFor, keyLines } from '../copy-job-endpoint';
import { startHttpService, type HttpService } from '../http-service';
import { ssoCachePath, ssoTokenFile, startSsoEndpoint, type SsoEndpoint } from '../sso-endpoint';
import { startStsEndpoint, type StsEndpoint } from '../sts-endpoint';
import type { TestHome } from '../test-home';
import { ACCOUNT, CODES, KEYS, OTHERS } from './plants';
import { startRecordingFront, type RecordingFront } from './recording-front';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/Auditor`;
const SERIAL = `arn:aws:iam::${ACCOUNT}:mfa/ada`;
const HOUR_MS = 3_600_000;

/** Files of a home that hold a planted secret, as the app may read them. */
export const PLANTED_FILES: readonly string[] = ['.aws/credentials', 'company.pem', 'tool.json', ssoCachePath('corp')];

/** Everything that the planted secrets are for: services that take them, and a home in which they lie. */
export interface PlantedWorld {
  /** Stands before AWS Backup's simulated endpoint. */
  readonly front: RecordingFront;
  readonly backup: BackupEndpoint;
  readonly sts: StsEndpoint;
  readonly sso: SsoEndpoint;
  /** Where the app looks for updates; it has none. */
  readonly updates: HttpService;
  /** What the app is started with. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Profiles: `planted` (keys in a file), `process`, `sso`, `role` and `other` (roles that want a multi-factor code; nobody may assume `other`). */
export async function openPlantedWorld(home: TestHome): Promise<PlantedWorld> {
  const backup = await startBackupEndpoint({ keys: Object.values(KEYS) });
  backup.putJob({ accountId: ACCOUNT, region: REGION, copyJobId: COPY_JOB_ID, body: bodyFor(COPY_JOB_ID) });
  const front = await startRecordingFront(backup.url);
  const mfa = { serial: SERIAL, code: CODES['multi-factor code'] };
  const sts = await startStsEndpoint([{ arn: ROLE, gives: KEYS.role, mfa }]);
  const sso = await startSsoEndpoint(KEYS.sso, { accountId: ACCOUNT, roleName: 'ReadOnly' });
  sso.validTokens.add(OTHERS['sign-in token']);
  const updates = await startHttpService(() => ({ status: 404, body: '' }));
  const bundle = await plantFiles(home, sso);
  const { accessKeyId, secretAccessKey, sessionToken = '' } = KEYS.environment;
  return {
    ...{ front, backup, sts, sso, updates },
    environment: {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      AWS_ENDPOINT_URL_BACKUP: front.url,
      AWS_ENDPOINT_URL_STS: sts.url,
      NODE_EXTRA_CA_CERTS: bundle,
    },
    async close() {
      await Promise.all([front, backup, sts, sso, updates].map((service) => service.close()));
    },
  };
}

/** Answers the path of a bundle of certificates that holds a private key by mistake. */
async function plantFiles(home: TestHome, sso: SsoEndpoint): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = KEYS.process;
  const told = { Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken };
  const tool = await home.write('tool.json', JSON.stringify(told));
  const tokens = { accessToken: OTHERS['sign-in token'], refreshToken: OTHERS['refresh token'], expiresInMs: HOUR_MS };
  await home.write(ssoCachePath('corp'), ssoTokenFile(tokens));
  await home.credentials(`[planted]\n${keyLines(KEYS.file)}\n`);
  const role = (name: string, arn: string): string =>
    `[profile ${name}]\nrole_arn = ${arn}\nsource_profile = planted\nmfa_serial = ${SERIAL}\n`;
  await home.config(`${role('role', ROLE)}${role('other', `${ROLE}2`)}
[profile process]
credential_process = /bin/cat ${tool}
[profile sso]
sso_session = corp
sso_account_id = ${ACCOUNT}
sso_role_name = ReadOnly
services = local
[sso-session corp]
sso_start_url = https://corp.example/start
sso_region = ${REGION}
[services local]
sso =
  endpoint_url = ${sso.portal.url}
sso_oidc =
  endpoint_url = ${sso.oidc.url}
`);
  const key = OTHERS['private key beside a certificate'];
  return home.write('company.pem', `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`);
}
