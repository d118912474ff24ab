import { createHash } from 'node:crypto';
import type { DemoKey } from '../../../src/main/demo/types';

/** A secret by the name under which it is reported. */
export type Planted = Readonly<Record<string, string>>;

export const ACCOUNT = '111122223333';

/** Made up, the same in each run, with nothing in it that stands in another one. */
const madeUp = (name: string, length: number): string =>
  createHash('sha512').update(name).digest('base64').slice(0, length);

/** In the shapes that AWS gives keys and tokens; accepted by the simulated endpoints alone. */
function key(name: string, kind: 'AKIA' | 'ASIA'): DemoKey {
  const id = `${kind}${createHash('sha512').update(`id ${name}`).digest('hex').toUpperCase().slice(0, 16)}`;
  const token = kind === 'ASIA' ? { sessionToken: `IQoJ${madeUp(`token ${name}`, 60)}==` } : {};
  // All three kinds of signs, by which a secret key is known.
  return { accessKeyId: id, secretAccessKey: `aB3${madeUp(`secret ${name}`, 37)}`, ...token, accountId: ACCOUNT };
}

/** Keys by where they come from. */
export const KEYS = {
  file: key('file', 'AKIA'),
  environment: key('environment', 'ASIA'),
  role: key('role', 'ASIA'),
  process: key('process', 'ASIA'),
  sso: key('sso', 'ASIA'),
};

export const OTHERS = {
  'sign-in token': `aoaAAAAA${madeUp('sso', 48)}`,
  'refresh token': madeUp('refresh', 48),
  'password of the proxy': 'pw-2v8KxQ0ZrT5mYh',
  'private key beside a certificate': madeUp('private', 64),
  'passphrase of a backup': 'staple-9fJw3LtGkE7-battery',
  'token in a link': 'link-6HsDq1ZbVn4RcX',
};

/** Multi-factor codes, right and wrong. */
export const CODES = { 'multi-factor code': '738291', 'wrong multi-factor code': '190347' };

export const PLANTED: Planted = {
  ...Object.fromEntries(
    Object.entries(KEYS).flatMap(([name, { accessKeyId, secretAccessKey, sessionToken }]) => [
      [`key id (${name})`, accessKeyId],
      [`secret key (${name})`, secretAccessKey],
      ...(sessionToken === undefined ? [] : [[`token (${name})`, sessionToken] as const]),
    ]),
  ),
  ...OTHERS,
  ...CODES,
};
