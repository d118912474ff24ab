/** `unusable`: one is named, of a kind that Copytrail cannot speak to. To go past it unasked would be wrong. */
export type ProxySetting = URL | 'unusable';

/**
 * The proxy for https requests that the environment names, as the AWS CLI reads it: `HTTPS_PROXY` or `https_proxy`.
 * Undefined: none.
 */
export function proxyOf(environment: NodeJS.ProcessEnv): ProxySetting | undefined {
  const text = environment['https_proxy'] ?? environment['HTTPS_PROXY'];
  if (text === undefined || text === '') return undefined;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol) ? url : 'unusable';
}

/** Whether `NO_PROXY` excepts a host: an exact name, a domain with or without a leading dot, or `*` for all. */
export function isExcepted(environment: NodeJS.ProcessEnv, host: string, port: number): boolean {
  if (host === 'localhost' || host === '::1' || /^127(?:\.\d+){3}$/.test(host)) return true;
  const list = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [name = '', onlyPort] = entry.toLowerCase().split(':');
      if (onlyPort !== undefined && onlyPort !== String(port)) return false;
      const domain = name.replace(/^\*?\./, '');
      return host === domain || host.endsWith(`.${domain}`);
    });
}
