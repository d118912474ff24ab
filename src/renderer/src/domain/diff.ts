import type { CopyJobReading } from './copy-job';
import { deltaOf } from './diff/delta';
import { derivedRows } from './diff/derived';
import { ONE_JOB } from './diff/one-job';
import type {
  Change,
  Comparison,
  ComparisonRow,
  DerivedRow,
  Judgement,
  Nature,
  Relation,
  RelationName,
} from './diff/types';
import { walk } from './diff/walk';
import type { Field, FieldKind, GroupId } from './fields/types';
import type { Json } from './json';

export { NO_RULES, type IgnoreRules } from './diff/ignore';
export { TWO_JOBS } from './diff/two-jobs';
export type { Change, Comparison, ComparisonRow, DerivedRow, Nature } from './diff/types';

/**
 * Compares what AWS said at two times about one job, `left` being the earlier one, or about two jobs ({@link TWO_JOBS}). Exact: every member of either side takes
 * part, unknown ones too. Numbers that are equal in value are equal (`1` and `1.0`), as for the digest. What costs more than finding the
 * differences (what each means, all rows, the summary) is made when it is first asked for.
 */
export function compareReadings(left: CopyJobReading, right: CopyJobReading, relation = ONE_JOB): Comparison {
  return new ReadingsComparison({ leftReading: left, rightReading: right, relation });
}

class ReadingsComparison implements Comparison {
  readonly relation: RelationName;
  readonly differences: readonly ComparisonRow[];
  readonly identical: boolean;
  readonly #sides: Sides;
  #rows: readonly ComparisonRow[] | undefined;
  #derived: readonly DerivedRow[] | undefined;
  #summary: string | undefined;

  constructor(sides: Sides) {
    const differences: ComparisonRow[] = [];
    walk(sides.leftReading, sides.rightReading, false, (field, one, other) => {
      differences.push(new Difference(field, one, other, sides));
    });
    this.relation = sides.relation.name;
    this.differences = differences;
    this.identical = differences.length === 0;
    this.#sides = sides;
  }

  get alarms(): readonly ComparisonRow[] {
    return this.differences.filter(({ nature }) => nature === 'never');
  }

  get rows(): readonly ComparisonRow[] {
    return (this.#rows ??= allRows(this.#sides, this.differences));
  }

  get derived(): readonly DerivedRow[] {
    return (this.#derived ??= derivedRows(this.#sides.leftReading, this.#sides.rightReading));
  }

  get summary(): string {
    return (this.#summary ??= this.summarise(this.differences));
  }

  summarise(some: readonly ComparisonRow[]): string {
    const { relation, leftReading, rightReading } = this.#sides;
    return relation.summarise(some, leftReading, rightReading);
  }
}

/** What is compared, and how its differences are judged. */
interface Sides {
  readonly leftReading: CopyJobReading;
  readonly rightReading: CopyJobReading;
  readonly relation: Relation;
}

const SAME: Judgement = { nature: 'expected', reason: undefined };

/** The differences as they are, and between them what is the same. */
function allRows(
  { leftReading, rightReading }: Sides,
  differences: readonly ComparisonRow[],
): readonly ComparisonRow[] {
  let next = 0;
  const rows: ComparisonRow[] = [];
  walk(leftReading, rightReading, true, (field, one, other, isSame) => {
    const difference = isSame ? undefined : differences[next++];
    rows.push(difference ?? sameRow(field, one, other));
  });
  return rows;
}

/** One difference. What it means is worked out when it is first asked for: whoever only counts need not wait for it. */
class Difference implements ComparisonRow {
  readonly path: string;
  readonly change: Change;
  readonly #field: Field;
  readonly #sides: Sides;
  #judgement: Judgement | undefined;

  constructor(
    field: Field,
    readonly left: Json | undefined,
    readonly right: Json | undefined,
    sides: Sides,
  ) {
    this.path = field.path;
    this.change = left === undefined ? 'added' : right === undefined ? 'removed' : 'changed';
    this.#field = field;
    this.#sides = sides;
  }

  get label(): string {
    return this.#field.label;
  }

  get group(): GroupId {
    return this.#field.group;
  }

  get kind(): FieldKind {
    return this.#field.kind;
  }

  get nature(): Nature {
    return this.#judge().nature;
  }

  get reason(): string | undefined {
    return this.#judge().reason;
  }

  get delta(): string | undefined {
    return this.change === 'changed' ? deltaOf(this.kind, this.left, this.right) : undefined;
  }

  #judge(): Judgement {
    const { change, left, right } = this;
    const { leftReading, rightReading, relation } = this.#sides;
    this.#judgement ??= relation.judge({ field: this.#field, change, left, right, leftReading, rightReading });
    return this.#judgement;
  }
}

function sameRow({ path, label, group, kind }: Field, left: Json | undefined, right: Json | undefined): ComparisonRow {
  return { path, label, group, kind, change: 'same', ...SAME, left, right, delta: undefined };
}
