import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import type { SetsQuery } from '../../src/renderer/src/data/mirror/sets/types';
import type { SetsComparer } from '../in-page/shapes';
import { asListed, nightAt, nightlyRows } from '../support/nightly-fleet';
import { bundlePage } from '../support/page-code';
import { ACCOUNT, REGION } from '../support/set-fleet';
import { MANY, MILLION, nameOf } from './fleet/sizes';
import type { Section } from './report';

/** Jobs of one night. */
const A_NIGHT = 5000;
/** As many rows as the list of pairs asks for at a time. */
const PAGE = 100;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const GOAL_MS = 200;
const RIVAL_AT_LEAST = 10;
const JQ = '/usr/bin/jq';
/**
 * What one would type: of each night's list one line a job with what is compared, in the order of resource and vault, and then the difference
 * of the two. It says less: no classes, nothing of what was not looked at.
 */
const LINES = `.CopyJobs | sort_by(.ResourceArn, .DestinationBackupVaultArn)[] | [.ResourceArn, .DestinationBackupVaultArn, .State, .IamRoleArn, .DestinationEncryptionKeyArn, .SourceBackupVaultArn, .DestinationVaultType, .DestinationVaultLockState, .CreatedBy, .DestinationRecoveryPointLifecycle, .BackupSizeInBytes, (.CompletionDate - .CreationDate)]`;

/** Compares one night with the one before, out of a long history, in the app's own index; beside it `jq` and `diff` over the two nights alone. */
export async function measureSets(rounds: number, million: boolean): Promise<Section[]> {
  // As the app is built, not module by module.
  runInThisContext(await bundlePage('compare-sets'));
  const { setsComparer } = globalThis as unknown as { readonly setsComparer: SetsComparer };
  const sections: Section[] = [];
  for (const jobs of million ? [MANY, MILLION] : [MANY]) sections.push(await measureAmong(setsComparer, jobs, rounds));
  return sections;
}

async function measureAmong(setsComparer: SetsComparer, jobs: number, rounds: number): Promise<Section> {
  const ours = `Copytrail, out of ${nameOf(jobs)}`;
  const rival = 'jq and diff, over files of the two nights';
  setsComparer.fill(jobs / A_NIGHT, A_NIGHT);
  const figures: { readonly ours: number[]; readonly rival: number[] } = { ours: [], rival: [] };
  const hasRival = existsSync(JQ);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'copytrail-sets-'));
  try {
    if (hasRival) await writeNights(folder);
    for (let round = 0; round < rounds; round += 1) {
      // Another minute: the answer of the round before is not good any more.
      const began = performance.now();
      const { pairs, counts } = setsComparer.compare(query(), nightAt(-1) + round * MINUTE_MS);
      figures.ours.push(performance.now() - began);
      if (pairs !== A_NIGHT || counts.changed === 0) throw new Error('The two nights were not compared.');
      if (hasRival) figures.rival.push(compareWithJq(folder));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    setsComparer.forget();
  }
  return {
    title: `A night against the one before, ${A_NIGHT} jobs each, out of ${nameOf(jobs)}`,
    notes: [
      `Copytrail's index in plain Node: all pairs, classes and counts, and the first ${PAGE} lines; nothing is kept from round to round.`,
      hasRival
        ? 'jq and diff get two files that hold the two nights alone, and say which lines differ.'
        : `No jq and diff beside it: there is no ${JQ} (Debian's package jq).`,
    ],
    unit: 'ms',
    rows: [{ name: ours, figures: figures.ours }, ...(hasRival ? [{ name: rival, figures: figures.rival }] : [])],
    comparisons: hasRival ? [{ of: rival, to: ours, goal: { atLeast: RIVAL_AT_LEAST } }] : [],
    limits: [{ of: ours, what: 'median', atMost: GOAL_MS }],
  };
}

/** The lists of the last two nights, as AWS would give them. */
async function writeNights(folder: string): Promise<void> {
  const rows = [...nightlyRows(2, A_NIGHT)];
  for (const [name, night] of [
    ['left', rows.slice(0, A_NIGHT)],
    ['right', rows.slice(A_NIGHT)],
  ] as const) {
    await writeFile(path.join(folder, `${name}.json`), JSON.stringify({ CopyJobs: night.map(asListed) }));
  }
}

function query(): SetsQuery {
  const night = (back: number) => {
    const at = (ms: number): string => new Date(ms).toISOString();
    const values = [`${at(nightAt(back))}..${at(nightAt(back) + 14 * HOUR_MS - MINUTE_MS)}`];
    return { text: '', tokens: [{ column: 'CreationDate', operator: '=' as const, values }] };
  };
  const known = [{ region: REGION, accounts: [ACCOUNT], covered: [{ from: nightAt(30), to: nightAt(-1) }] }];
  return {
    sides: { left: { filter: night(1), known }, right: { filter: night(0), known } },
    pairing: 'lineage',
    threshold: 0.25,
    ignored: [],
    of: undefined,
    from: 0,
    count: PAGE,
    times: 'utc',
  };
}

/** Ms from the start of the shell to its end. */
function compareWithJq(folder: string): number {
  const script = `${JQ} -c '${LINES}' left.json > left.txt && ${JQ} -c '${LINES}' right.json > right.txt && diff left.txt right.txt > difference.txt; test -s difference.txt`;
  const began = performance.now();
  const { status } = spawnSync('sh', ['-c', script], { cwd: folder });
  const took = performance.now() - began;
  if (status !== 0) throw new Error('jq and diff found no difference.');
  return took;
}
