/** Hosts whose pages explain AWS Backup, and the AWS consoles of each partition. Compared as whole host names. */
const ALLOWED_HOSTS: ReadonlySet<string> = new Set([
  'docs.aws.amazon.com',
  'repost.aws',
  'console.aws.amazon.com',
  'console.amazonaws-us-gov.com',
  'console.amazonaws.cn',
  'console.amazonaws-eusc.eu',
]);

/** Each Region's console is a host below its partition's: `eu-central-1.console.aws.amazon.com`. */
const REGIONAL_CONSOLE = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}\.(?<console>console\.[a-z.-]+)$/;

/**
 * The address as it may be handed to the system's browser, or nothing when it is not one Copytrail opens: https,
 * the standard port, no credentials, and one of the hosts above.
 */
export function allowedUrl(address: string): string | undefined {
  // The URL parser would quietly drop or turn these round; an honest address has none of them.
  if (/[\s\\\p{Cc}]/u.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return undefined;
  const host = REGIONAL_CONSOLE.exec(url.hostname)?.groups?.['console'] ?? url.hostname;
  return ALLOWED_HOSTS.has(host) ? url.href : undefined;
}
