import type { Asked, Question } from '../../in-page/shapes';
import { bundlePage } from '../../support/page-code';
import { openCopytrail } from '../app-window';
import type { MeasuredWindow } from '../measured-window';
import type { Section } from '../report';
import type { World } from '../world';
import type { FilledHistory } from './fill';
import { MANY, MILLION, nameOf } from './sizes';

/** The order in which people look through jobs most. */
const NEWEST: Question['sort'] = [{ column: 'CreationDate', descending: true }];
/** As many keys as the list asks for at a time. */
const PAGE = 100;

/** Each kind of question with several of its sort, so that no single lucky word stands for all. */
const KINDS: readonly { readonly kind: string; readonly questions: readonly Question[] }[] = [
  kind('state', ['state:failed', 'state:completed', 'state=running,created', '-state:completed']),
  kind('date range', ['created>=-7d', 'created=2026-11-03..2026-11-05', 'created<2026-10-25', 'created=yesterday']),
  kind('size and duration', ['size>=1TiB', 'size=1GiB..100GiB', 'duration>2h', 'no:size']),
  kind('five tokens', [
    'state:completed type:ebs size>1GiB created>=-14d vault:dr',
    '-state:completed type!=s3 plan:nightly duration<3h region:eu',
    'state=failed category!=success created>=-20d no:parent role:backup',
    'type=efs,rds plan:production size<10TiB on-demand=no created<2026-11-10',
  ]),
  kind('piece of an id', ['id:4F2A', 'id:c0d', 'copy:9e1f', 'id^0A']),
  kind('free text, common', ['web', 'production', 'denied', 'arn:aws:backup']),
  kind('free text, rare', ['3f2a', '7f3a9', 'b00c', 'ledger-17']),
  kind('free text, several words', ['access denied db', 'orders eu-central', '"access denied"', 'nightly ebs a1']),
  kind(
    'other orders',
    ['state:failed', ''],
    [
      [{ column: 'BackupSizeInBytes', descending: true }],
      [
        { column: 'ResourceType', descending: false },
        { column: 'duration', descending: true },
      ],
    ],
  ),
  {
    kind: 'counts of six columns',
    questions: ['', 'state:failed', 'created>=-7d', 'nightly'].map((filter) => ({
      filter,
      sort: [],
      count: 0,
      facets: [
        'outcome',
        'ResourceType',
        'CreatedBy.BackupPlanName',
        'destinationRegion',
        'account',
        'MessageCategory',
      ],
    })),
  },
];
const ALL = 'all of these';

/** Median of any question over so many jobs, in ms. */
const GOALS: ReadonlyMap<number, number> = new Map([
  [MANY, 50],
  [MILLION, 300],
]);
/** Ten times the jobs may take ten times as long. */
const LINEAR = { atMost: MILLION / MANY };
/** Reading a million jobs into the index takes this long at most, or something hangs (ms). */
const READY_LIMIT_MS = 600_000;

type Figures = ReadonlyMap<string, readonly number[]>;

/**
 * Asks the app's own worker in its own window what the list asks: from the question's leaving the page to the answer's being
 * there. Beside it a plain scan in the same page over the same jobs; a million of them would not fit into it.
 */
export async function measureFinding(
  executable: string,
  world: World,
  histories: readonly FilledHistory[],
  rounds: number,
): Promise<Section[]> {
  const sections: Section[] = [];
  const found = new Map<number, Figures>();
  for (const { jobs, userData } of histories) {
    const window = await openCopytrail(executable, world, userData);
    try {
      await window.evaluate(await bundlePage('ask-jobs'));
      const index = await askIndex(window, rounds);
      found.set(jobs, index.figures);
      const scan = jobs <= MANY ? await askScan(window, jobs, index.answers) : undefined;
      sections.push(sectionOf(jobs, index, scan));
    } finally {
      await window.close();
    }
  }
  const [many, million] = [found.get(MANY), found.get(MILLION)];
  return many && million ? [...sections, growthOf(many, million)] : sections;
}

function emptyFigures(): Map<string, number[]> {
  return new Map([...KINDS.map(({ kind: name }) => name), ALL].map((name) => [name, []]));
}

interface Answers {
  readonly figures: Figures;
  readonly answers: ReadonlyMap<Question, Asked>;
  /** Ms from the first painted rows until the index could be asked. */
  readonly readyAfter: number;
}

async function askIndex(window: MeasuredWindow, rounds: number): Promise<Answers> {
  const answers = new Map<Question, Asked>();
  const ask = async (question: Question): Promise<Asked> =>
    (await window.evaluate(`jobAsker.ask(${JSON.stringify(question)})`, READY_LIMIT_MS)) as Asked;
  const { took: readyAfter } = await ask({ filter: '', sort: NEWEST, facets: [], count: PAGE });
  const all = KINDS.flatMap(({ kind: name, questions }) => questions.map((question) => ({ name, question })));
  // Orders are made when they are asked for first, and kept.
  for (const { question } of all) answers.set(question, await ask(question));
  const figures = emptyFigures();
  for (let round = 0; round < rounds; round++) {
    for (const { name, question } of all) {
      const { took } = await ask(question);
      for (const of of [name, ALL]) figures.get(of)?.push(took);
    }
  }
  return { figures, answers, readyAfter };
}

/** Asks the scan once each, and holds the index to its answers. */
async function askScan(window: MeasuredWindow, jobs: number, answers: Answers['answers']): Promise<Figures> {
  const figures = emptyFigures();
  const read = await window.evaluate('jobAsker.readAll()', READY_LIMIT_MS);
  if (read !== jobs) throw new Error(`The page read ${String(read)} jobs of ${jobs}.`);
  for (const { kind: name, questions } of KINDS) {
    for (const question of questions) {
      const scanned = (await window.evaluate(`jobAsker.scan(${JSON.stringify(question)})`, READY_LIMIT_MS)) as Asked;
      if (contentOf(answers.get(question)) !== contentOf(scanned))
        throw new Error(`"${question.filter}" is answered wrongly.`);
      for (const of of [name, ALL]) figures.get(of)?.push(scanned.took);
    }
  }
  return figures;
}

/** An answer as one text, without how long it took. */
function contentOf(asked: Asked | undefined): string {
  return JSON.stringify([asked?.fits, asked?.jobKeys, asked?.counts]);
}

function sectionOf(jobs: number, { figures, readyAfter }: Answers, scan: Figures | undefined): Section {
  const rows = [...figures].map(([name, all]) => ({ name, figures: all }));
  const scanned = (name: string): string => `${name}, plain scan`;
  const atMost = GOALS.get(jobs);
  return {
    title: `Find in ${nameOf(jobs)}: a question and its answer, from the page to the worker and back`,
    notes: [
      `Asked as the list asks: the first ${PAGE} keys in order and how many fit, or the counts of values.`,
      scan === undefined
        ? 'No scan beside it: the jobs themselves would not fit into the page.'
        : 'The scan looks at every job in the page’s memory, where they stand in order already; both answers are the same.',
      `The index could be asked ${(readyAfter / 1000).toFixed(1)} s after the first rows were painted.`,
    ],
    unit: 'ms',
    rows: [...rows, ...[...(scan ?? [])].map(([name, all]) => ({ name: scanned(name), figures: all }))],
    comparisons: [...(scan?.keys() ?? [])].map((name) => ({ of: scanned(name), to: name })),
    limits:
      atMost === undefined ? [] : [...figures.keys()].map((name) => ({ of: name, what: 'median' as const, atMost })),
  };
}

function growthOf(many: Figures, million: Figures): Section {
  const called = (name: string, jobs: number): string => `${name}, ${nameOf(jobs)}`;
  const names = [...many.keys()];
  return {
    title: 'Growth of finding',
    notes: ['Ten times the jobs may take ten times as long.'],
    unit: 'ms',
    rows: names.flatMap((name) => [
      { name: called(name, MANY), figures: many.get(name) ?? [] },
      { name: called(name, MILLION), figures: million.get(name) ?? [] },
    ]),
    comparisons: names.map((name) => ({ of: called(name, MILLION), to: called(name, MANY), goal: LINEAR })),
  };
}

function kind(name: string, filters: readonly string[], sorts: readonly Question['sort'][] = [NEWEST]) {
  const questions = sorts.flatMap((sort) => filters.map((filter) => ({ filter, sort, facets: [], count: PAGE })));
  return { kind: name, questions };
}
