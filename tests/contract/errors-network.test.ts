import { describe, expect, test } from 'vitest';
import { openSandbox, REGION, type Sandbox, type SandboxOptions } from '../support/aws-sandbox';
import { bodyFor, KEY_LINES } from '../support/copy-job-endpoint';
import { errorOf } from '../support/credential-world';
import { useFaultWorld } from '../support/fault-world';
import { startTlsServer, type Certificate } from '../support/tls-server';

const world = useFaultWorld();

describe('the network', () => {
  test('a server that says nothing is given up in time, three times', async () => {
    const error = await world().failWith({ kind: 'hang' });
    expect(error).toMatchObject({ code: 'TimedOut', mayRetry: true });
    expect(error.message).toContain('3 attempts');
    expect(world().endpoint.requests).toHaveLength(3);
  });

  test('a server that said nothing once is asked again', async () => {
    world().endpoint.addFault({ fault: { kind: 'hang' }, times: 1 });
    expect(await world().sandbox.describe()).toMatchObject({ ok: true, value: { attempts: 2 } });
  });

  test('a body that stops half way is given up in time, three times', async () => {
    const impatient = await openAnother({ timeouts: { connectMs: 3000, requestMs: 60_000, silenceMs: 800 } });
    world().endpoint.addFault({ fault: { kind: 'headers-then-hang' } });
    expect(errorOf(await impatient.describe()).code).toBe('TimedOut');
    expect(world().endpoint.requests).toHaveLength(3);
    await impatient.close();
  });

  test('a deadline holds for the whole lookup, however slowly it moves', async () => {
    const hurried = await openAnother({ deadlineMs: 1500 });
    // The first lookup also loads the SDK.
    await hurried.describe();
    world().endpoint.addFault({ fault: { kind: 'drip', bytesPerSecond: 10 } });
    const error = errorOf(await hurried.describe());
    expect(error).toMatchObject({ code: 'TimedOut' });
    expect(error.message).toContain(REGION);
    await hurried.close();
  });

  test.each(['before', 'mid-body'] as const)('a connection broken off (%s) is Offline', async (when) => {
    const error = await world().failWith({ kind: 'reset', when });
    expect(error).toMatchObject({ code: 'Offline', mayRetry: true });
    expect(error.detail).toContain('ECONNRESET');
  });

  test('a refused connection is Offline and names the host', async () => {
    const { port } = world().endpoint;
    await world().endpoint.close();
    const error = errorOf(await world().sandbox.describe());
    expect(error.code).toBe('Offline');
    expect(error.message).toContain(`127.0.0.1:${port}`);
    expect(error.detail).toContain('ECONNREFUSED');
  });

  test('a host that does not exist is Offline; a mistyped Region is named as a cause', async () => {
    const nowhere = `${'x'.repeat(64)}.invalid`;
    const error = errorOf(await world().lookUpAt(`http://${nowhere}`));
    expect(error.code).toBe('Offline');
    expect(error.message).toContain(nowhere);
    expect(error.remedy).toContain(`mistyped Region also ends here: the Region asked for is ${REGION}`);
  });

  test.each<[Certificate, string]>([
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['good', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('a certificate that nobody vouches for (%s) is a TlsProblem', async (certificate, detail) => {
    const server = await startTlsServer(certificate, bodyFor());
    const error = errorOf(await world().lookUpAt(server.url));
    expect(error).toMatchObject({ code: 'TlsProblem', mayRetry: false });
    expect(error.detail).toContain(detail);
    expect(error.remedy).toContain('AWS_CA_BUNDLE');
    await server.close();
  });

  test('plain http where TLS was expected is a TlsProblem', async () => {
    const error = errorOf(await world().lookUpAt(world().endpoint.url.replace('http:', 'https:')));
    expect(error.code).toBe('TlsProblem');
  });
});

/** A second sandbox on the same endpoint, with other limits. */
async function openAnother(limits: Pick<SandboxOptions, 'deadlineMs' | 'timeouts'>): Promise<Sandbox> {
  return openSandbox({
    credentials: `[default]\n${KEY_LINES}\n`,
    config: `[default]\nendpoint_url = ${world().endpoint.url}\n`,
    ...limits,
  });
}
