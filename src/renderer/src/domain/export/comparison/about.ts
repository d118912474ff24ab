import { hasRules, ignoredLabel } from '../../diff/ignore';
import { NATURE_NAMES } from '../../diff/words';
import { exactIso, instantWithZone } from '../../instants';
import type { DocumentAbout, Fact } from './document';

/** Where a document comes from, as facts to print below or above it. */
export function aboutFacts({
  appVersion,
  writtenAt,
  times,
  workspace,
  knownAt,
  rules,
  hidden,
}: DocumentAbout): readonly Fact[] {
  const facts: Fact[] = [
    { label: 'Written by', text: `Copytrail ${appVersion}` },
    { label: 'Written', text: `${instantWithZone(writtenAt, times)} (${exactIso(writtenAt)})` },
    {
      label: 'Data',
      text: workspace === 'demo' ? 'Simulated jobs of the demo account, not AWS' : 'What AWS Backup answered',
    },
    ...(knownAt === undefined
      ? []
      : [
          {
            label: 'As known',
            text: `on ${instantWithZone(knownAt, times)} (${exactIso(knownAt)}); nothing that was learned later is in it`,
          },
        ]),
  ];
  if (!hasRules(rules)) return [...facts, { label: 'Ignore rules', text: 'none in force' }];
  const parts = [
    rules.fields.length === 0 ? undefined : `members ${rules.fields.map(named).join(', ')}`,
    rules.classes.length === 0 ? undefined : `classes ${rules.classes.map((name) => NATURE_NAMES[name]).join(', ')}`,
  ];
  const differences = hidden === 1 ? '1 difference left out' : `${hidden} differences left out`;
  const what = parts.filter((part) => part !== undefined).join('; ');
  return [...facts, { label: 'Ignore rules', text: `in force: ${what}. ${differences}` }];
}

function named(path: string): string {
  const label = ignoredLabel(path);
  return label === path || path.startsWith('[') ? label : `${label} (${path})`;
}
