import type { AppError } from '../../preload/contract/error';
import { appError } from './app-error';
import type { BackupFailure, BackupRequest } from './ports';
import { detailOf } from './words';

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
/** TLS codes that speak of time: the certificate's dates, or this machine's clock. */
const TLS_DATES = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** The failure as one of the network or of TLS, if it is one. The system's code decides, not the error's name. */
export function fromNetwork(failure: BackupFailure, request: BackupRequest): AppError | undefined {
  const code = failure.systemCode;
  const host = failure.host ?? `the endpoint in ${request.region}`;
  const facts = { detail: [code, detailOf(failure)].filter((part) => part !== undefined).join(': ') || undefined };

  if (code !== undefined) {
    if (NO_SUCH_HOST.has(code)) return appError('Offline', noSuchHost(host, request), facts);
    if (code === 'ECONNREFUSED') return appError('Offline', refused(host), facts);
    if (BROKEN_OFF.has(code)) return appError('Offline', brokenOff(host), facts);
    if (UNREACHABLE.has(code)) return appError('Offline', unreachable(host), facts);
    if (isTls(code)) return appError('TlsProblem', tls(host, code), facts);
    if (code === 'ERR_PROXY_TUNNEL') return appError('Offline', proxyRefused(host), facts);
  }
  if (failure.name === 'TimeoutError' || code === 'ETIMEDOUT') {
    return appError('TimedOut', noAnswer(host, failure.attempts), facts);
  }
  return undefined;
}

function isTls(code: string): boolean {
  return TLS_CODES.has(code) || TLS_PREFIXES.some((prefix) => code.startsWith(prefix));
}

function noSuchHost(host: string, request: BackupRequest) {
  return {
    message: `${host} was not found.`,
    remedy: `Check the network connection. A mistyped Region also ends here: the Region asked for is ${request.region}.`,
  };
}

function refused(host: string) {
  return {
    message: `${host} refused the connection.`,
    remedy: 'Check the network, VPN or proxy, and the endpoint that this profile uses.',
  };
}

function brokenOff(host: string) {
  return {
    message: `The connection to ${host} was broken off.`,
    remedy: 'Try again. If it keeps happening, check the network, VPN or proxy between here and AWS.',
  };
}

function unreachable(host: string) {
  return { message: `${host} cannot be reached from here.`, remedy: 'Check the network connection or VPN.' };
}

function proxyRefused(host: string) {
  return {
    message: `The proxy did not let the connection to ${host} through.`,
    remedy: 'Check HTTPS_PROXY and NO_PROXY in the environment that Copytrail was started from.',
  };
}

function noAnswer(host: string, attempts: number | undefined) {
  const times = attempts !== undefined && attempts > 1 ? ` in ${attempts} attempts` : '';
  return {
    message: `${host} did not answer in time${times}.`,
    remedy: 'Try again. If it keeps happening, check the network, VPN or firewall between here and AWS.',
  };
}

function tls(host: string, code: string) {
  if (code === 'CA_BUNDLE_UNREADABLE') {
    return {
      message: 'The CA bundle that the AWS settings name cannot be used.',
      remedy: 'Correct AWS_CA_BUNDLE, or ca_bundle in the profile: it must be a readable file of PEM certificates.',
    };
  }
  if (TLS_DATES.has(code)) {
    return {
      message: `The certificate of ${host} is not valid at this time.`,
      remedy: 'Check the date and time of this machine. If they are right, the certificate needs to be renewed.',
    };
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') {
    return {
      message: `The certificate shown for ${host} belongs to another host.`,
      remedy: 'A proxy or captive portal may stand in between, or the endpoint of this profile has a wrong name.',
    };
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) {
    return {
      message: `No secure connection to ${host} could be agreed.`,
      remedy: 'Check whether the endpoint speaks https, and whether a proxy stands in between.',
    };
  }
  return {
    message: `The certificate of ${host} is not trusted here.`,
    remedy:
      'If a company proxy inspects traffic, name its certificate file in AWS_CA_BUNDLE or as ca_bundle in the profile.',
  };
}
