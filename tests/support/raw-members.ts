import { parse, stringify } from 'lossless-json';

/** A path part that needs no brackets. */
const PLAIN = /^[^.[\]"\\]+$/;

/**
 * Every member of the copy job in a DescribeCopyJob body: dotted AWS path to the raw value as JSON, with each number as
 * it was sent. Members of objects one by one, lists whole. Written apart from the app, to hold the app against.
 */
export function membersOfBody(body: string): Record<string, string> {
  const { CopyJob } = parse(body) as { CopyJob: object };
  const found: Record<string, string> = {};
  collect(CopyJob, '', found);
  return found;
}

function collect(object: object, parent: string, found: Record<string, string>): void {
  for (const [key, value] of Object.entries(object) as [string, unknown][]) {
    const step = PLAIN.test(key) ? `${parent === '' ? '' : '.'}${key}` : `[${JSON.stringify(key)}]`;
    const nested = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    if (nested && Object.keys(value).length > 0) collect(value, parent + step, found);
    else found[parent + step] = stringify(value) ?? '';
  }
}
