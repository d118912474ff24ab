import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JobRow } from '../../../../../src/renderer/src/data/history/types';
import type { FromWorker } from '../../../../../src/renderer/src/data/mirror/messages';
import type { RowSource } from '../../../../../src/renderer/src/data/mirror/row-source';
import type { ListAnswer, ListQuery } from '../../../../../src/renderer/src/data/mirror/types';
import { WorkerDesk } from '../../../../../src/renderer/src/data/mirror/worker-desk';
import { columnSet } from '../../../../../src/renderer/src/domain/columns';
import { compareJobs, compileFilter, NO_FILTER, parseFilter } from '../../../../../src/renderer/src/domain/filter';
import { jobRows } from '../../../../support/job-rows';

const NOW = Date.UTC(2026, 10, 22, 12);
const COLUMNS = columnSet();
const MODELS = [...jobRows(12)];

/** What happens while a history is being read into an index: the disk gives a batch, or somebody writes or removes a job. */
type Happening =
  { readonly read: number } | { readonly put: number; readonly name: string } | { readonly removed: number };

const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ read: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ put: fc.nat({ max: 11 }), name: fc.constantFrom('web', 'db', 'cache') }),
  fc.record({ removed: fc.nat({ max: 11 }) }),
);

const QUERY: ListQuery = {
  filter: NO_FILTER,
  sort: [{ column: 'ResourceName', descending: false }],
  from: 0,
  count: 100,
  facets: ['ResourceName'],
};

/** A source whose batches come when a test hands them in. Rows are those of the moment they were read, as on a disk. */
function handedIn() {
  const batches: (readonly JobRow[])[] = [];
  let ended = false;
  let wake = (): void => undefined;
  const source: RowSource = {
    total: () => Promise.resolve(undefined),
    knownAt: () => Promise.reject(new Error('Nobody asks about an earlier time.')),
    async *rows() {
      for (;;) {
        const batch = batches.shift();
        if (batch) yield batch;
        else if (ended) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
  return {
    source,
    give: (batch: readonly JobRow[]) => {
      batches.push(batch);
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
  };
}

it('knows what the history knows, whatever is written while it is read and after', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyHappening, { maxLength: 20 }),
      fc.array(anyHappening, { maxLength: 6 }),
      async (during, after) => {
        const kept = new Map(MODELS.slice(0, 8).map((job) => [job.jobKey, job]));
        // The order in which jobs lie on disk; a batch may be on its way while one of its jobs becomes another.
        const onDisk = [...kept.keys()];
        const said: FromWorker[] = [];
        let told = (): void => undefined;
        const { source, give, end } = handedIn();
        const desk = new WorkerDesk({
          post: (message) => {
            said.push(message);
            told();
          },
          open: () => source,
          later: (work) => {
            queueMicrotask(work);
          },
        });
        const happen = (one: Happening): void => {
          if ('read' in one) {
            give(onDisk.splice(0, one.read).flatMap((jobKey) => kept.get(jobKey) ?? []));
          } else if ('removed' in one) {
            const { jobKey } = MODELS[one.removed]!;
            kept.delete(jobKey);
            desk.receive({ kind: 'change', change: { put: [], removed: [jobKey] } });
          } else {
            const model = MODELS[one.put]!;
            const job = { ...model, values: { ...model.values, ResourceName: one.name } };
            // New jobs lie behind all others, where the reading has not come yet.
            if (!kept.has(job.jobKey)) onDisk.push(job.jobKey);
            kept.set(job.jobKey, job);
            desk.receive({ kind: 'change', change: { put: [job], removed: [] } });
          }
        };
        desk.receive({ kind: 'load', source: 'any' });
        for (const one of during) {
          happen(one);
          await Promise.resolve();
        }
        give(onDisk.splice(0).flatMap((jobKey) => kept.get(jobKey) ?? []));
        end();
        await new Promise<void>((resolve) => {
          told = () => {
            if (said.some(({ kind }) => kind === 'ready')) resolve();
          };
          told();
        });
        for (const one of after) if (!('read' in one)) happen(one);

        for (const [ask, text] of ['', 'name:web', '-name:web', 'type:ebs db'].entries()) {
          const query = { ...QUERY, filter: parseFilter(text, COLUMNS).filter };
          const answer = await new Promise<ListAnswer>((resolve) => {
            told = () => {
              const last = said.at(-1);
              if (last?.kind === 'answer' && last.ask === ask) resolve(last.answer as ListAnswer);
            };
            desk.receive({ kind: 'ask', watch: 1, ask, query, now: NOW });
          });
          const jobs = [...kept.values()];
          const { fits } = compileFilter(query.filter, { columns: COLUMNS, now: NOW, times: 'local' });
          const compare = compareJobs(query.sort, COLUMNS);
          const fitting = jobs.filter(fits).sort((a, b) => compare(a, b) || (a.jobKey < b.jobKey ? -1 : 1));
          expect(answer.all).toBe(jobs.length);
          expect(answer.jobKeys).toEqual(fitting.map(({ jobKey }) => jobKey));
        }
      },
    ),
    { numRuns: 200 },
  );
});
