import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AWS_CLI } from './rivals';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BYTES_PER_GIB = 2 ** 30;

/** What the figures hold for. Nothing in it tells whose machine it was. */
export interface Machine {
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly copytrail: string;
  readonly electron: string;
  readonly chromium: string;
  readonly nodeInElectron: string;
  readonly node: string;
  readonly sdk: string;
  readonly awsCli: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  /** Processes that wanted a core, on average over the minute before. */
  readonly loadAverage: number;
}

export function describeMachine(executable: string): Machine {
  const versions = JSON.parse(
    execFileSync(executable, ['-p', 'JSON.stringify(process.versions)'], {
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    }),
  ) as { electron: string; chrome: string; node: string };
  return {
    date: new Date().toISOString(),
    copytrail: versionOf('package.json'),
    electron: versions.electron,
    chromium: versions.chrome,
    nodeInElectron: versions.node,
    node: process.versions.node,
    sdk: versionOf('node_modules/@aws-sdk/client-backup/package.json'),
    awsCli: execFileSync(AWS_CLI, ['--version'], { encoding: 'utf8' }).trim(),
    system: `${os.type()} ${os.arch()}`,
    processor: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryGiB: os.totalmem() / BYTES_PER_GIB,
    loadAverage: os.loadavg()[0] ?? 0,
  };
}

export function printMachine(machine: Machine): string[] {
  const { date, copytrail, electron, chromium, nodeInElectron, node, sdk, awsCli } = machine;
  const { system, processor, cores, memoryGiB, loadAverage } = machine;
  return [
    `Copytrail ${copytrail}, measured ${date}`,
    `Electron ${electron} (Chromium ${chromium}, Node ${nodeInElectron}); plain Node ${node}`,
    `@aws-sdk/client-backup ${sdk}; ${awsCli}`,
    `${system}, ${processor}, ${cores} cores, ${memoryGiB.toFixed(0)} GiB; load average ${loadAverage.toFixed(2)}`,
  ];
}

function versionOf(manifest: string): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, manifest), 'utf8')) as { version: string };
  return version;
}
