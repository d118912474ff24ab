import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bodyFor, KEY_LINES } from '../support/copy-job-endpoint';
import { errorOf, useCredentialWorld } from '../support/credential-world';
import { startConnectProxy } from '../support/connect-proxy';
import { startTlsServer, tlsFile, type Certificate } from '../support/tls-server';

const world = useCredentialWorld();
const AUTHORITY = fileURLToPath(tlsFile('ca.pem'));

async function startTls(certificate: Certificate) {
  const server = await startTlsServer(certificate, bodyFor());
  world().atEnd(() => server.close());
  return server;
}

async function startProxy(port: number) {
  const proxy = await startConnectProxy(port);
  world().atEnd(() => proxy.close());
  return proxy;
}

function openAt(url: string, profile = '', environment: Readonly<Record<string, string>> = {}) {
  return world().open({
    credentials: `[default]\n${KEY_LINES}\n`,
    config: `[default]\nendpoint_url = ${url}\n${profile}`,
    environment,
  });
}

describe('a CA bundle of one’s own', () => {
  test('in the profile is trusted, and noticed when it is written later', async () => {
    const { url } = await startTls('good');
    const sandbox = await openAt(url);
    expect(errorOf(await sandbox.describe()).code).toBe('TlsProblem');
    await sandbox.write('.aws/config', `[default]\nendpoint_url = ${url}\nca_bundle = ${AUTHORITY}\n`);
    expect(await sandbox.describe()).toMatchObject({ ok: true });
  });
});

describe('a proxy', () => {
  // The certificate called "other" is made out to this name, which exists nowhere but behind the proxy.
  const url = 'https://elsewhere.invalid';

  test('in HTTPS_PROXY carries TLS to AWS, unread', async () => {
    const proxy = await startProxy((await startTls('other')).port);
    const environment = { HTTPS_PROXY: `http://ada:s3cret%21@${proxy.address}`, AWS_CA_BUNDLE: AUTHORITY };
    const sandbox = await openAt(url, '', environment);
    expect(await sandbox.describe()).toMatchObject({ ok: true, value: { endpoint: url } });
    expect(await sandbox.describe()).toMatchObject({ ok: true });
    // The connection is kept and used again.
    expect(proxy.targets).toEqual(['elsewhere.invalid:443']);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('ada:s3cret!').toString('base64')}`]);
    expect(sandbox.logged.join()).not.toContain('s3cret');
  });

  test('is passed by for hosts in NO_PROXY and for this machine', async () => {
    const { url: local } = await startTls('good');
    const proxy = await startProxy(0);
    const environment = { HTTPS_PROXY: `http://${proxy.address}`, NO_PROXY: '.invalid', AWS_CA_BUNDLE: AUTHORITY };
    const sandbox = await openAt(local, '', environment);
    expect(await sandbox.describe()).toMatchObject({ ok: true });
    await sandbox.write('.aws/config', `[default]\nendpoint_url = https://${'x'.repeat(64)}.invalid\n`);
    expect(errorOf(await sandbox.describe()).code).toBe('Offline');
    expect(proxy.targets).toEqual([]);
  });
});
