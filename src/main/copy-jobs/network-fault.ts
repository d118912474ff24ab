import type { BackupFailure } from './ports';

/** How the way to a host, or to the proxy before it, can fail. */
export type NetworkFault = 'no-such-host' | 'refused' | 'broken-off' | 'unreachable' | 'tls' | 'no-answer';

/** Node.js could not find the host. */
const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);
const UNREACHABLE = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'ENONET']);
const BROKEN_OFF = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET']);

/** Codes of OpenSSL and Node.js for certificates and handshakes that were not acceptable. */
const TLS_CODES = new Set([
  'CA_BUNDLE_UNREADABLE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'HOSTNAME_MISMATCH',
  'PATH_LENGTH_EXCEEDED',
  'EPROTO',
]);
const TLS_PREFIXES = ['CERT_', 'ERR_TLS_', 'ERR_SSL_', 'ERR_OSSL_'];
/** The failure as one of the way to a host, if it is one. The system's code decides, not the error's name. */
export function networkFaultOf({ systemCode: code, name }: BackupFailure): NetworkFault | undefined {
  if (code !== undefined) {
    if (NO_SUCH_HOST.has(code)) return 'no-such-host';
    if (code === 'ECONNREFUSED') return 'refused';
    if (BROKEN_OFF.has(code)) return 'broken-off';
    if (UNREACHABLE.has(code)) return 'unreachable';
    if (isTls(code)) return 'tls';
  }
  return name === 'TimeoutError' || code === 'ETIMEDOUT' ? 'no-answer' : undefined;
}

function isTls(code: string): boolean {
  return TLS_CODES.has(code) || TLS_PREFIXES.some((prefix) => code.startsWith(prefix));
}
