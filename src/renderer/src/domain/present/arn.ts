import { parseArn, vaultNameOf } from '../arn';
import { regionOf } from '../regions';
import { routeOf } from '../route';
import type { Badge, PresentContext, Shown } from './types';

/** The partition nearly every ARN is in; only others are worth a word. */
const USUAL_PARTITION = 'aws';

/** An ARN taken apart. The name a person would use comes first, the whole ARN second. */
export function presentArn(path: string, text: string, { reading }: PresentContext): Shown {
  const arn = parseArn(text);
  if (!arn) return { text, note: 'This has not the form of an ARN.' };
  const region = arn.region === undefined ? undefined : regionOf(arn.region);
  const parts = [
    { label: 'Partition', text: arn.partition === USUAL_PARTITION ? undefined : arn.partition },
    { label: 'Service', text: arn.service },
    { label: 'Region', text: region ? `${region.code} · ${region.name}` : arn.region },
    { label: 'Account', text: arn.accountId },
    { label: 'Resource', text: arn.resource },
  ];
  return {
    text: vaultNameOf(text) ?? arn.resource,
    secondary: text,
    parts: parts.flatMap(({ label, text: part }) => (part === undefined ? [] : [{ label, text: part }])),
    ...(path === 'DestinationBackupVaultArn' ? { badges: routeBadges(reading) } : {}),
  };
}

/** How far the copy goes, as badges. What one end does not tell gets none. */
export function routeBadges(reading: PresentContext['reading']): readonly Badge[] {
  const { crossAccount, crossRegion, airGapped } = routeOf(reading);
  const badges: (Badge | undefined)[] = [
    crossAccount === true ? { text: 'cross-account', tone: 'info' } : undefined,
    crossRegion === true ? { text: 'cross-Region', tone: 'info' } : undefined,
    airGapped === true ? { text: 'air-gapped', tone: 'positive' } : undefined,
  ];
  return badges.filter((badge) => badge !== undefined);
}
