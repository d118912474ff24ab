import { describe, expect, test } from 'vitest';
import { endpointSettings, type ServiceName } from '../../../../src/main/credentials/endpoint-settings';
import type { SharedFiles } from '../../../../src/main/credentials/ports';
import { sharedFiles } from './shared-files';

function settings(
  files: SharedFiles,
  environment: Readonly<Record<string, string>> = {},
  service: ServiceName = 'backup',
) {
  return endpointSettings(service, { files, profileName: 'p', environment: (name) => environment[name] });
}

const FILES = sharedFiles({
  p: { services: 'local', endpoint_url: 'http://profile' },
  'services.local': { 'backup.endpoint_url': 'http://section', 'sso_oidc.endpoint_url': 'http://oidc' },
});

test.each([
  [{ AWS_ENDPOINT_URL_BACKUP: 'http://own', AWS_ENDPOINT_URL: 'http://all' }, 'http://own', 'AWS_ENDPOINT_URL_BACKUP'],
  [{ AWS_ENDPOINT_URL: 'http://all' }, 'http://all', 'AWS_ENDPOINT_URL'],
  [{}, 'http://section', 'services section "local"'],
])('%o: the environment goes before the profile, the own setting before the general one', (environment, url, setBy) => {
  expect(settings(FILES, environment).customEndpoint).toEqual({ url, setBy });
});

test('a service without a setting of its own takes the general one of the profile', () => {
  expect(settings(FILES, {}, 'sts').customEndpoint).toEqual({
    url: 'http://profile',
    setBy: 'endpoint_url of the profile',
  });
  expect(settings(FILES, {}, 'sso_oidc').customEndpoint?.url).toBe('http://oidc');
  expect(settings(FILES, { AWS_ENDPOINT_URL_SSO_OIDC: 'http://o' }, 'sso_oidc').customEndpoint?.url).toBe('http://o');
});

test('the config file wins over the credentials file', () => {
  const files = sharedFiles({ p: { endpoint_url: 'http://config' } }, { p: { endpoint_url: 'http://credentials' } });
  expect(settings(files).customEndpoint?.url).toBe('http://config');
});

describe('endpoints are ignored', () => {
  test('by variable, and by the profile', () => {
    expect(settings(FILES, { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toEqual({
      useFips: false,
      useDualStack: false,
    });
    const ignoring = sharedFiles({ p: { endpoint_url: 'http://x', ignore_configured_endpoint_urls: 'TRUE' } });
    expect(settings(ignoring).customEndpoint).toBeUndefined();
  });

  test('unless the variable says otherwise', () => {
    const ignoring = sharedFiles({ p: { endpoint_url: 'http://x', ignore_configured_endpoint_urls: 'true' } });
    expect(settings(ignoring, { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' }).customEndpoint?.url).toBe('http://x');
  });
});

test('FIPS and dual-stack come from the environment or the profile', () => {
  const files = sharedFiles({ p: { use_fips_endpoint: 'true', use_dualstack_endpoint: 'true' } });
  expect(settings(files)).toEqual({ useFips: true, useDualStack: true });
  expect(settings(files, { AWS_USE_FIPS_ENDPOINT: 'false' })).toEqual({ useFips: false, useDualStack: true });
  expect(settings(sharedFiles({}), { AWS_USE_DUALSTACK_ENDPOINT: 'true' })).toEqual({
    useFips: false,
    useDualStack: true,
  });
});

test.each([
  ['ftp://x', 'http or https'],
  ['localhost:4566', 'http or https'],
  ['not an address', 'http or https'],
  ['http://ada:secret@x', 'user name or password'],
])('%s cannot be an endpoint', (url, why) => {
  const { fault, customEndpoint } = settings(sharedFiles({ p: { endpoint_url: url } }));
  expect(customEndpoint).toBeUndefined();
  expect(fault).toContain(why);
  expect(fault).not.toContain('secret');
});

test('a services section that is named has to be there', () => {
  expect(settings(sharedFiles({ p: { services: 'gone' } })).fault).toContain('[services gone]');
});
