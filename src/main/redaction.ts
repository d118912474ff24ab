/**
 * Takes secrets out of text that is about to be logged or shown. A second line of defence: no code puts a secret into
 * a message on purpose, but messages of servers, shells and libraries are not ours.
 */

const HIDDEN = '[redacted]';

interface Rule {
  readonly find: RegExp;
  readonly replace: string;
}

/** Order matters: named secrets go first, while the word that gives them away still stands beside them. */
const RULES: readonly Rule[] = [
  // A whole Authorization header or a bearer token, wherever it stands.
  { find: /\bAWS4-(?:HMAC|ECDSA)[A-Z0-9-]*\s+Credential=[^\r\n"]*/g, replace: HIDDEN },
  { find: /(\bauthorization["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, replace: `$1${HIDDEN}` },
  { find: /(\bbearer\s+)[\w.~+/=-]{8,}/gi, replace: `$1${HIDDEN}` },
  // Headers, query parameters and members whose value is a secret.
  {
    find: /(\bx-amz-(?:security-token|signature|credential|sso[_-]bearer[_-]token)["']?\s*[:=]\s*["']?)[^\s&"',;]+/gi,
    replace: `$1${HIDDEN}`,
  },
  {
    find: /((?:secret[_-]?access[_-]?key|session[_-]?token|security[_-]?token|access[_-]?token|refresh[_-]?token|id[_-]?token|client[_-]?secret|device[_-]?code|dpop[_-]?key|password|passwd|passphrase)["']?\s*[:=]\s*["']?)[^\s&"',;]+/gi,
    replace: `$1${HIDDEN}`,
  },
  // XML of AWS STS.
  { find: /(<(?:SecretAccessKey|SessionToken|AccessKeyId|TokenCode)>)[^<]*/g, replace: `$1${HIDDEN}` },
  // A multi-factor code beside the word for it; six digits alone are anything.
  {
    find: /((?:\bmfa\b|\botp\b|token[_ -]?code|one[- ]time (?:pass)?code|multi-?factor(?: authentication)?)(?:[ _-]?(?:code|token))?["']?\s*(?:[:=]|is|of|was)?\s*["']?)\d{6,8}\b/gi,
    replace: `$1${HIDDEN}`,
  },
  { find: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, replace: HIDDEN },
  // AWS access key ids: a four-letter prefix and at least twelve more characters.
  { find: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,124}\b/g, replace: HIDDEN },
  // JSON web tokens (three parts) and the long tokens of AWS STS and IAM Identity Center.
  { find: /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, replace: HIDDEN },
  { find: /\b(?:FwoG|IQoJ|FQoG|aoaAAAAA)[\w+/=%-]{16,}/g, replace: HIDDEN },
  // Home folders name the user. Only the folder goes: what stands in it helps to find a fault.
  { find: /(?:\/home\/|\/Users\/)[^/\s:"'`)]+/g, replace: '~' },
  { find: /(^|[\s"'`(=:[])\/root(?=[/\s"'`):]|$)/g, replace: '$1~' },
  { find: /[A-Za-z]:\\+Users\\+[^\\\s:"'`)]+/g, replace: '~' },
];

/** Forty characters of base64 with upper case, lower case and a digit: the shape of an AWS secret access key. */
const SECRET_KEY_SHAPE = /(?<![A-Za-z0-9+/=_%.-])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=_-])/g;

/** Text without secrets: keys, tokens, signatures, multi-factor codes, and the names of home folders. */
export function redact(text: string): string {
  let clean = text;
  for (const { find, replace } of RULES) clean = clean.replace(find, replace);
  return clean.replace(SECRET_KEY_SHAPE, (match) =>
    /[A-Z]/.test(match) && /[a-z]/.test(match) && /[0-9]/.test(match) ? HIDDEN : match,
  );
}
