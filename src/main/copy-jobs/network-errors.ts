import type { AppError, ErrorCode } from '../../preload/contract/error';
import { appError, type Words } from './app-error';
import { networkFaultOf, type NetworkFault } from './network-fault';
import type { BackupFailure, BackupRequest } from './ports';
import { proxyWords } from './proxy-words';
import { detailOf, inAttempts } from './words';

/** TLS codes that speak of time: the certificate's dates, or this machine's clock. */
const TLS_DATES = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

const CODES: Readonly<Record<NetworkFault, ErrorCode>> = {
  'no-such-host': 'Offline',
  refused: 'Offline',
  'broken-off': 'Offline',
  unreachable: 'Offline',
  tls: 'TlsProblem',
  'no-answer': 'TimedOut',
};

/** The failure as one of the network or of TLS, if it is one. The system's code decides, not the error's name. */
export function fromNetwork(failure: BackupFailure, request: BackupRequest): AppError | undefined {
  const { systemCode, proxy } = failure;
  const fault = networkFaultOf(failure);
  const host = failure.host ?? `the endpoint in ${request.region}`;
  const facts = {
    detail: [systemCode, detailOf(failure)].filter((part) => part !== undefined).join(': ') || undefined,
  };
  if (proxy !== undefined) {
    const code = fault === undefined ? 'Offline' : CODES[fault];
    const trust = fault === 'tls' ? tls(`the proxy ${proxy}`, systemCode) : undefined;
    return appError(code, trust ?? proxyWords(fault, failure, proxy, host), facts);
  }
  return fault && appError(CODES[fault], wordsOf(fault, host, failure, request), facts);
}

function wordsOf(fault: NetworkFault, host: string, failure: BackupFailure, request: BackupRequest): Words {
  switch (fault) {
    case 'no-such-host':
      return noSuchHost(host, request);
    case 'refused':
      return refused(host);
    case 'broken-off':
      return brokenOff(host);
    case 'unreachable':
      return unreachable(host);
    case 'tls':
      return tls(host, failure.systemCode);
    case 'no-answer':
      return noAnswer(host, failure);
  }
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

function noAnswer(host: string, { attempts }: BackupFailure) {
  return {
    message: `${host} did not answer in time${inAttempts(attempts)}.`,
    remedy: 'Try again. If it keeps happening, check the network, VPN or firewall between here and AWS.',
  };
}

function tls(host: string, code = '') {
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
