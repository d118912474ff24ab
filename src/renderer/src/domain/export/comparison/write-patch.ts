import { jsonNumber, memberOf, type JsonObject } from '../../json';
import { aboutOf, indented, sideOf } from './as-json';
import type { ComparisonDocument, PatchStep } from './document';
import { between } from './pieces';

/**
 * RFC 6902, from each body to the next; undefined where bodies are not what is compared. A patch is a list of operations and nothing else, so each
 * step begins with one that tests that the job is the one that it starts from, and carries what is to be said: other members of an operation
 * must be ignored by whoever applies it (RFC 6902, section 4). Applied whole, it leads from the first body to the last.
 */
export function patchParts(document: ComparisonDocument): Iterable<string> | undefined {
  const { patch } = document;
  return patch === undefined ? undefined : partsOf(document, patch);
}

function* partsOf(document: ComparisonDocument, steps: readonly PatchStep[]): Generator<string> {
  yield '[';
  yield* between(operationsOf(document, steps), ',');
  yield `${steps.length > 0 ? '\n' : ''}]\n`;
}

function* operationsOf(document: ComparisonDocument, steps: readonly PatchStep[]): Generator<string> {
  const { title, about, sides } = document;
  const origin = { title, root: 'the CopyJob object', ...aboutOf(about) };
  for (const [at, step] of steps.entries()) {
    const place = {
      step: jsonNumber(at + 1),
      of: jsonNumber(steps.length),
      from: sideOf(step.left),
      to: sideOf(step.right),
    };
    const said =
      steps.length === 1 ? { ...origin, sides: sides.map(sideOf) } : at === 0 ? { ...origin, ...place } : place;
    yield written({ op: 'test', ...startOf(step), about: said });
    for (const { op, path, value } of step.operations) {
      yield written({ op, path, ...(value === undefined ? {} : { value }) });
    }
  }
}

/** The body that a step starts from, by its id; one without is told whole. */
function startOf({ from }: PatchStep): JsonObject {
  const id = memberOf(from, 'CopyJobId');
  return id === undefined ? { path: '', value: from } : { path: '/CopyJobId', value: id };
}

function written(operation: JsonObject): string {
  return `\n  ${indented(operation, 2)}`;
}
