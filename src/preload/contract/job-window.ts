import * as v from 'valibot';
import { JobAddressSchema, readJobLink, writeJobLink } from './job-link';
import { WorkspaceSchema } from './shapes';

/** A copy job in a window of its own: which history it is in, and which job it is. */
export const JobWindowSchema = v.strictObject({ workspace: WorkspaceSchema, job: JobAddressSchema });
export type JobWindow = v.InferOutput<typeof JobWindowSchema>;

const SEARCH = /^\?workspace=(aws|demo)&job=(.+)$/;

/** What stands after the page's address in a window that shows one job alone. A link needs no encoding there. */
export function writeJobWindowSearch({ workspace, job }: JobWindow): string {
  return `?workspace=${workspace}&job=${writeJobLink(job) ?? ''}`;
}

/** Which job a page shows alone, by what stands after its address; undefined: none, it is the main window's. */
export function readJobWindowSearch(search: string): JobWindow | undefined {
  const [, workspace, link = ''] = SEARCH.exec(search) ?? [];
  const read = readJobLink(link);
  if (!v.is(WorkspaceSchema, workspace) || read.kind !== 'job') return undefined;
  return { workspace, job: read.job };
}
