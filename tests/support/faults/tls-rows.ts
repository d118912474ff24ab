import { fileURLToPath } from 'node:url';
import { startTlsServer, tlsFile, type Certificate } from '../tls-server';
import type { ServerOptions } from 'node:https';
import type { FaultRow } from './row';

/** The test authority, which signed most of the certificates. */
export const AUTHORITY = fileURLToPath(tlsFile('ca.pem'));
const BUNDLE = `ca_bundle = ${AUTHORITY}`;

export const UNTRUSTED = {
  code: 'TlsProblem',
  message: 'The certificate of {host} is not trusted here.',
  remedy:
    'If a company proxy inspects traffic, name its certificate file in AWS_CA_BUNDLE or as ca_bundle in the profile.',
} as const;
const DATES = {
  code: 'TlsProblem',
  message: 'The certificate of {host} is not valid at this time.',
  remedy: 'Check the date and time of this machine. If they are right, the certificate needs to be renewed.',
} as const;
const ANOTHER_HOST = {
  code: 'TlsProblem',
  message: 'The certificate shown for {host} belongs to another host.',
  remedy: 'A proxy or captive portal may stand in between, or the endpoint of this profile has a wrong name.',
} as const;
const NO_AGREEMENT = {
  code: 'TlsProblem',
  message: 'No secure connection to {host} could be agreed.',
  remedy: 'Check whether the endpoint speaks https, and whether a proxy stands in between.',
} as const;
const BAD_BUNDLE = {
  code: 'TlsProblem',
  message: 'The CA bundle that the AWS settings name cannot be used.',
  remedy: 'Correct AWS_CA_BUNDLE, or ca_bundle in the profile: it must be a readable file of PEM certificates.',
} as const;

interface TlsCase {
  readonly certificate: Certificate;
  readonly lines?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly server?: ServerOptions;
}

function tls(
  name: string,
  { certificate, server, ...site }: TlsCase,
  expected: Omit<FaultRow, 'name' | 'strike'>,
): FaultRow {
  return {
    name,
    ...expected,
    async strike({ body, atEnd }) {
      const { url, close } = await startTlsServer(certificate, body(), server);
      atEnd(close);
      return { url, ...site };
    },
  };
}

const ANSWERED = { code: 'answered' } as const;

/** Certificates, good and bad, and who vouches for them. */
export const TLS_ROWS: readonly FaultRow[] = [
  tls('A self-signed certificate', { certificate: 'self-signed' }, UNTRUSTED),
  tls('A certificate of an authority that nobody knows', { certificate: 'good' }, UNTRUSTED),
  tls('A company root CA, in ca_bundle', { certificate: 'good', lines: BUNDLE }, ANSWERED),
  tls(
    'A company root CA, in AWS_CA_BUNDLE',
    { certificate: 'good', environment: { AWS_CA_BUNDLE: AUTHORITY } },
    ANSWERED,
  ),
  tls(
    'A company root CA, in NODE_EXTRA_CA_CERTS',
    { certificate: 'good', environment: { NODE_EXTRA_CA_CERTS: AUTHORITY } },
    ANSWERED,
  ),
  tls(
    'NODE_EXTRA_CA_CERTS that is not there',
    { certificate: 'good', environment: { NODE_EXTRA_CA_CERTS: '/nonexistent/ca.pem' } },
    UNTRUSTED,
  ),
  tls('An expired certificate', { certificate: 'expired', lines: BUNDLE }, DATES),
  tls(
    'A certificate that is not valid yet',
    { certificate: 'not-yet', lines: `ca_bundle = ${fileURLToPath(tlsFile('not-yet.pem'))}` },
    DATES,
  ),
  tls('A certificate with another name', { certificate: 'other', lines: BUNDLE }, ANOTHER_HOST),
  tls(
    'A server that wants a client certificate',
    {
      certificate: 'good',
      lines: BUNDLE,
      server: { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' },
    },
    NO_AGREEMENT,
  ),
  tls('A CA bundle that is not there', { certificate: 'good', lines: 'ca_bundle = /nonexistent/ca.pem' }, BAD_BUNDLE),
  tls(
    'A CA bundle without certificates',
    { certificate: 'good', lines: `ca_bundle = ${fileURLToPath(tlsFile('good.key.pem'))}` },
    BAD_BUNDLE,
  ),
  {
    name: 'A CA bundle with a damaged certificate',
    ...BAD_BUNDLE,
    async strike({ body, atEnd, write }) {
      const { url, close } = await startTlsServer('good', body());
      atEnd(close);
      const damaged = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----\n';
      return { url, lines: `ca_bundle = ${await write('damaged.pem', damaged)}` };
    },
  },
  {
    name: 'Plain http where TLS was expected',
    ...NO_AGREEMENT,
    strike: ({ endpoint }) => ({ url: endpoint.url.replace('http:', 'https:') }),
  },
];
