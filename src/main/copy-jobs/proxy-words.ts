import type { Words } from './app-error';
import type { NetworkFault } from './network-fault';
import type { BackupFailure } from './ports';
import { inAttempts } from './words';

const WHERE = 'in the environment that Copytrail is started from';
const CHECK_PROXY = `Check the network or VPN, and HTTPS_PROXY and NO_PROXY ${WHERE}.`;

/**
 * What to say of a proxy that failed: it, not AWS, is what somebody has to look at.
 * @param fault how the way to the proxy failed; undefined: it answered, and refused
 * @param proxy its address, without name and password
 */
export function proxyWords(
  fault: NetworkFault | undefined,
  failure: BackupFailure,
  proxy: string,
  host: string,
): Words {
  switch (fault) {
    case 'no-such-host':
      return { message: `The proxy ${proxy} was not found.`, remedy: CHECK_PROXY };
    case 'refused':
      return { message: `The proxy ${proxy} refused the connection.`, remedy: CHECK_PROXY };
    case 'broken-off':
      return { message: `The proxy ${proxy} broke the connection off.`, remedy: CHECK_PROXY };
    case 'unreachable':
      return { message: `The proxy ${proxy} cannot be reached from here.`, remedy: CHECK_PROXY };
    case 'no-answer':
      return {
        message: `The proxy ${proxy} did not answer in time${inAttempts(failure.attempts)}.`,
        remedy: CHECK_PROXY,
      };
    case 'tls':
    case undefined:
      return refusalWords(failure.systemCode, proxy, host);
  }
}

function refusalWords(code: string | undefined, proxy: string, host: string): Words {
  switch (code) {
    case 'ERR_PROXY_SETTING':
      return {
        message: 'HTTPS_PROXY does not name a proxy that Copytrail can use.',
        remedy: `Give it as http://name:port or https://name:port ${WHERE}. Other kinds, such as SOCKS, cannot be used.`,
      };
    case 'ERR_PROXY_SIGN_IN_WANTED':
      return {
        message: `The proxy ${proxy} wants a user name and password.`,
        remedy: `Put them into HTTPS_PROXY, as http://user:password@${proxy}, ${WHERE}.`,
      };
    case 'ERR_PROXY_SIGN_IN_REFUSED':
      return {
        message: `The proxy ${proxy} did not accept the user name and password in HTTPS_PROXY.`,
        remedy: `Correct them ${WHERE}. Signs other than letters and digits have to be percent-encoded.`,
      };
    case 'ERR_PROXY_SIGN_IN_KIND':
      return {
        message: `The proxy ${proxy} wants a sign-in that Copytrail cannot do.`,
        remedy: 'Ask whoever runs it for one with user name and password (Basic), or for an exception for AWS Backup.',
      };
    case 'ERR_PROXY_ONWARD':
      return {
        message: `The proxy ${proxy} did not reach ${host}.`,
        remedy: 'Try again. A mistyped Region, or a fault between the proxy and AWS, also ends here.',
      };
    case 'ERR_PROXY_TUNNEL':
      return {
        message: `The proxy ${proxy} did not let the connection to ${host} through.`,
        remedy: `Ask whoever runs the proxy to allow it, or check HTTPS_PROXY and NO_PROXY ${WHERE}.`,
      };
    case undefined:
    default:
      return { message: `${proxy} did not answer as a proxy does.`, remedy: CHECK_PROXY };
  }
}
