import type { Filter, FilterToken } from '../filter/types';

/** What makes jobs alike. */
export interface AlikeFacts {
  readonly resourceArn?: string;
  readonly resourceType?: string;
  readonly sourceRegion?: string;
  readonly destinationRegion?: string;
  readonly destinationAccount?: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const DESTINATION = 'DestinationBackupVaultArn';
const is = (column: string, ...values: string[]): FilterToken => ({ column, operator: '=', values });

/** Only jobs that made their copy tell how long that takes; one that fails at once would make all others seem late. */
const MADE_THEIR_COPY: readonly FilterToken[] = [
  is('outcome', 'completed', 'completed-with-issues'),
  { column: 'duration', operator: 'present', values: [] },
];

/** Where to look for jobs like this one, the most alike first: the same resource to the same vault, else the same type on the same route. */
export function alikeFilters(job: AlikeFacts): readonly Filter[] {
  const destination = job.values[DESTINATION];
  const filters: Filter[] = [];
  if (job.resourceArn !== undefined && typeof destination === 'string') {
    filters.push(filterOf(is('ResourceArn', job.resourceArn), is(DESTINATION, destination)));
  }
  const { resourceType, sourceRegion, destinationRegion, destinationAccount } = job;
  if (resourceType !== undefined && sourceRegion !== undefined && destinationRegion !== undefined) {
    filters.push(
      filterOf(
        is('ResourceType', resourceType),
        is('sourceRegion', sourceRegion),
        is('destinationRegion', destinationRegion),
        ...(destinationAccount === undefined ? [] : [is('destinationAccount', destinationAccount)]),
      ),
    );
  }
  return filters;
}

function filterOf(...tokens: readonly FilterToken[]): Filter {
  return { text: '', tokens: [...tokens, ...MADE_THEIR_COPY] };
}
