import { getSSOTokenFilepath } from '@smithy/core/config';
import { afterEach, expect, test, vi } from 'vitest';
import { sharedFilePaths, ssoTokenPath, watchedFolders } from '../../../../src/main/aws/shared-file-paths';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('by default everything is below the home folder', () => {
  expect(sharedFilePaths({}, '/h')).toMatchObject({
    config: '/h/.aws/config',
    credentials: '/h/.aws/credentials',
    ssoCache: '/h/.aws/sso/cache',
  });
});

test('the environment decides', () => {
  const environment = {
    HOME: '/e',
    AWS_CONFIG_FILE: '~/c',
    AWS_SHARED_CREDENTIALS_FILE: '/k',
    AWS_LOGIN_CACHE_DIRECTORY: '/l',
  };
  const paths = sharedFilePaths(environment, '/h');
  expect(paths).toEqual({ config: '/e/c', credentials: '/k', ssoCache: '/e/.aws/sso/cache', loginCache: '/l' });
  expect(watchedFolders(paths)).toEqual(['/e', '/', '/e/.aws/sso/cache', '/l']);
});

test('sign-ins are looked for where the SDK looks for them', () => {
  vi.stubEnv('HOME', '/e');
  expect(ssoTokenPath(sharedFilePaths(process.env, '/h'), 'corp')).toBe(getSSOTokenFilepath('corp'));
});
