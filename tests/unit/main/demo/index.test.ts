import { DescribeCopyJobCommand } from '@aws-sdk/client-backup';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { openDemoAccount, type OpenDemoAccount } from '../../../../src/main/demo/index';
import { demoExamples } from '../../../../src/main/demo/examples';
import { DemoFleet } from '../../../../src/main/demo/fleet/demo-fleet';
import { DemoAccountSchema } from '../../../../src/preload/contract/shapes';
import { sdkClient } from './demo-client';
import { NOW } from './fleet/all-jobs';

const DAY_MS = 86_400_000;
const open: OpenDemoAccount[] = [];

async function demoAt(now: () => number): Promise<OpenDemoAccount> {
  const demo = await openDemoAccount({ now });
  open.push(demo);
  return demo;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((demo) => demo.close()));
});

/** What the real SDK gets for a job of the demo account, as text. */
async function describeAs(
  demo: OpenDemoAccount,
  profileName: string,
  region: string,
  copyJobId: string,
): Promise<string> {
  const { client, wire } = sdkClient(demo.endpoint, { key: demo.keyFor(profileName)!, region });
  await client.send(new DescribeCopyJobCommand({ CopyJobId: copyJobId }));
  return wire[0]!.body;
}

describe('openDemoAccount', () => {
  it('fits the contract, on loopback, with every profile marked as the demo account’s', async () => {
    const { account, endpoint } = await demoAt(() => NOW);
    expect(v.parse(DemoAccountSchema, account)).toEqual(account);
    expect(account.endpoint).toBe(endpoint.url);
    for (const profile of account.profiles) {
      expect(profile).toMatchObject({
        kind: 'demo',
        ref: { origin: 'demo' },
        customEndpoint: { url: endpoint.url, setBy: 'demo account' },
      });
    }
    expect(account.profiles.map(({ ref }) => ref.name)).toEqual([
      'production',
      'dr-site',
      'payments',
      'research',
      'audit',
      'govcloud',
      'contractor',
    ]);
  });

  it('makes keys afresh each time, and shows the window none of them', async () => {
    const [first, second] = [await demoAt(() => NOW), await demoAt(() => NOW)];
    for (const { ref } of first.account.profiles) {
      const [key, other] = [first.keyFor(ref.name)!, second.keyFor(ref.name)!];
      expect(key.accessKeyId).toMatch(/^A[KS]IA[A-Z2-7]{16}$/);
      expect(key.secretAccessKey).toHaveLength(40);
      expect(key.accessKeyId).not.toBe(other.accessKeyId);
      expect(key.secretAccessKey).not.toBe(other.secretAccessKey);
      for (const secret of [key.accessKeyId, key.secretAccessKey, key.sessionToken]) {
        if (secret !== undefined) expect(JSON.stringify(first.account)).not.toContain(secret);
      }
    }
    expect(first.keyFor('nobody')).toBeUndefined();
    const example = first.account.examples[0]!;
    const { client } = sdkClient(first.endpoint, { key: second.keyFor('production')!, region: example.region });
    await expect(client.send(new DescribeCopyJobCommand({ CopyJobId: example.copyJobId }))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('every profile that is ready can read its own Region; the ended session is refused', async () => {
    const demo = await demoAt(() => NOW);
    const { ListCopyJobsCommand } = await import('@aws-sdk/client-backup');
    for (const { ref, region, session, accountId } of demo.account.profiles) {
      const { client } = sdkClient(demo.endpoint, { key: demo.keyFor(ref.name)!, region: region! });
      const answer = client.send(new ListCopyJobsCommand({}));
      if (session.state === 'ready') {
        const { CopyJobs } = await answer;
        expect(CopyJobs!.length).toBeGreaterThan(0);
        expect(new Set(CopyJobs!.map(({ AccountId }) => AccountId))).toEqual(new Set([accountId]));
      } else {
        expect(session).toMatchObject({ state: 'expired', expiresAt: expect.any(Number) as number });
        await expect(answer).rejects.toMatchObject({ name: 'ExpiredTokenException' });
      }
    }
  });

  it('gives examples that are what they say', async () => {
    const demo = await demoAt(() => NOW);
    const { examples } = demo.account;
    expect(examples.length).toBeGreaterThanOrEqual(8);
    expect(new Set(examples.map(({ copyJobId }) => copyJobId)).size).toBe(examples.length);
    const found = new Map<string, Record<string, unknown>>();
    for (const { copyJobId, region, profileName, title, story } of examples) {
      expect(story).toMatch(/^[^\n]{20,}\.$/);
      const body = describeAs(demo, profileName, region, copyJobId);
      if (title === 'Forgotten by AWS') {
        await expect(body).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      } else {
        found.set(title, (JSON.parse(await body) as { CopyJob: Record<string, unknown> }).CopyJob);
      }
    }
    const size = (title: string): boolean => 'BackupSizeInBytes' in found.get(title)!;
    expect(found.get('Moves while you watch')).toMatchObject({ State: 'CREATED' });
    expect(found.get('Failed cross-account copy')).toMatchObject({ State: 'FAILED', MessageCategory: 'ACCESS_DENIED' });
    expect(found.get('About to fail')).toMatchObject({ State: 'RUNNING' });
    expect(found.get('Completed with issues')).toMatchObject({ State: 'COMPLETED', MessageCategory: 'TAG_COPY_ERROR' });
    expect(found.get('One child spoils the parent')).toMatchObject({ State: 'PARTIAL', IsParent: true });
    expect(found.get('A cluster being copied')).toMatchObject({ State: 'RUNNING', IsParent: true });
    expect(found.get('Into the air-gapped vault')).toMatchObject({
      DestinationVaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
    });
    expect(size('Into the air-gapped vault')).toBe(false);
    expect(found.get('Waiting in line')).toMatchObject({ State: 'CREATED' });
    expect(found.get('From a later AWS')).toMatchObject({ State: 'QUARANTINED' });
  });

  it('answers differently as time goes by', async () => {
    let now = NOW;
    const demo = await demoAt(() => now);
    const { copyJobId, region } = demo.account.examples[0]!;
    const states: unknown[] = [];
    for (const seconds of [0, 8, 30]) {
      now = NOW + seconds * 1000;
      const body = await describeAs(demo, 'production', region, copyJobId);
      states.push((JSON.parse(body) as { CopyJob: { State: string } }).CopyJob.State);
    }
    expect(states).toEqual(['CREATED', 'RUNNING', 'COMPLETED']);
  });

  it('answers alike, byte for byte, whenever it is opened on the same day', async () => {
    const [morning, evening] = [await demoAt(() => NOW), await demoAt(() => NOW + 6 * 3_600_000)];
    const settled = morning.account.examples.filter(({ title }) =>
      ['Failed cross-account copy', 'Completed with issues', 'From a later AWS'].includes(title),
    );
    expect(settled).toHaveLength(3);
    for (const example of settled) {
      const ask = (demo: OpenDemoAccount) => describeAs(demo, 'production', example.region, example.copyJobId);
      expect(await ask(evening)).toBe(await ask(morning));
    }
  });

  it('can be opened on a port of one’s own, and closed', async () => {
    const demo = await demoAt(() => NOW);
    const { port } = demo.endpoint;
    await demo.close();
    const again = await openDemoAccount({ now: () => NOW, port });
    open.push(again);
    expect(again.endpoint.port).toBe(port);
  });
});

describe('demoExamples', () => {
  it('finds every example on every day of a cycle, at any hour', () => {
    for (let day = 0; day < 28; day += 1) {
      const now = NOW + day * DAY_MS + ((day * 7) % 24) * 3_600_000;
      expect(demoExamples(new DemoFleet(now), now)).toHaveLength(10);
    }
  }, 30_000);
});
