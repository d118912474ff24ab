import type { CopyJobFilters, ProfileRef } from '../../../preload/contract/shapes';
import type { SyncDepth } from '../data/coverage/rows';
import { placeKeyOf, type Place } from '../data/sync/place';
import { MAX_SET_NAME_LENGTH, type SyncSet } from '../data/sync/sync-sets.svelte';
import { isRegionText } from '../domain/regions';

/** Filters of `ListCopyJobs` that are text, by AWS's own names, and what they are called in the window. */
export const TEXT_FILTERS = [
  { name: 'ByState', label: 'State', example: 'FAILED' },
  { name: 'ByResourceType', label: 'Resource type', example: 'EBS' },
  { name: 'ByResourceArn', label: 'Resource ARN', example: 'arn:aws:ec2:…' },
  { name: 'ByDestinationVaultArn', label: 'Destination vault ARN', example: 'arn:aws:backup:…' },
  { name: 'BySourceRecoveryPointArn', label: 'Source recovery point ARN', example: 'arn:aws:…' },
  { name: 'ByAccountId', label: 'Account', example: '111122223333' },
  { name: 'ByParentJobId', label: 'Parent job ID', example: '' },
  { name: 'ByMessageCategory', label: 'Message category', example: 'AccessDenied' },
] as const satisfies readonly { name: keyof CopyJobFilters; label: string; example: string }[];

/** Those that are times; both exclude the instant itself. */
export const TIME_FILTERS = [
  { name: 'ByCreatedAfter', label: 'Created after' },
  { name: 'ByCreatedBefore', label: 'Created before' },
  { name: 'ByCompleteAfter', label: 'Completed after' },
  { name: 'ByCompleteBefore', label: 'Completed before' },
] as const satisfies readonly { name: keyof CopyJobFilters; label: string }[];

type TextFilter = (typeof TEXT_FILTERS)[number]['name'];
export type TimeFilter = (typeof TIME_FILTERS)[number]['name'];

/** What is typed and chosen for the next sync. */
export class SyncForm {
  depth = $state<SyncDepth>('changes');
  /** As typed. */
  texts = $state<Partial<Record<TextFilter, string>>>({});
  /** As the fields give them: local times without a zone. */
  times = $state<Partial<Record<TimeFilter, string>>>({});
  /** Fields in which a time stands half: what they give is empty, as though nothing had been asked. */
  half = $state<Partial<Record<TimeFilter, boolean>>>({});

  /** The filters as AWS takes them; fields left empty are no filter. Times are read in this machine's zone. */
  get filters(): CopyJobFilters {
    const filters: CopyJobFilters = {};
    for (const { name } of TEXT_FILTERS) {
      const text = (this.texts[name] ?? '').trim();
      if (text !== '') filters[name] = text;
    }
    for (const { name } of TIME_FILTERS) {
      const at = Date.parse(this.times[name] ?? '');
      if (!Number.isNaN(at)) filters[name] = at;
    }
    return filters;
  }

  get filtered(): boolean {
    return Object.keys(this.filters).length > 0;
  }

  /** Why nothing can be read so; undefined: it can. A filter that is typed half must not read everything. */
  get problem(): string | undefined {
    const half = TIME_FILTERS.find(({ name }) => this.half[name] === true);
    return half && `${half.label}: the date and time are not complete.`;
  }
}

/** A set while it is being made or edited; nothing is kept before {@link result} is saved. */
export class SetDraft {
  readonly id: string;
  readonly isNew: boolean;
  name = $state('');
  places = $state.raw<readonly Place[]>([]);

  constructor(set: SyncSet | undefined) {
    this.id = set?.id ?? crypto.randomUUID();
    this.isNew = set === undefined;
    this.name = set?.name ?? '';
    this.places = set?.places ?? [];
  }

  /** Adds each of the profiles in each of the Regions; those that are there already stay once. */
  add(profiles: readonly ProfileRef[], regions: readonly string[]): void {
    const wanted = profiles.flatMap((profile) => regions.filter(isRegionText).map((region) => ({ profile, region })));
    for (const place of wanted) {
      const there = this.places.some((other) => placeKeyOf(other) === placeKeyOf(place));
      if (!there) this.places = [...this.places, place];
    }
  }

  remove(place: Place): void {
    this.places = this.places.filter((other) => other !== place);
  }

  /** Why it cannot be saved; undefined: it can. */
  get problem(): string | undefined {
    if (this.name.trim() === '') return 'Give the set a name.';
    if (this.name.trim().length > MAX_SET_NAME_LENGTH) return `A name has at most ${MAX_SET_NAME_LENGTH} characters.`;
    return this.places.length === 0 ? 'Add at least one profile in a Region.' : undefined;
  }

  get result(): SyncSet {
    return {
      id: this.id,
      name: this.name.trim(),
      places: this.places.map(({ profile, region }) => ({ profile, region })),
    };
  }
}
