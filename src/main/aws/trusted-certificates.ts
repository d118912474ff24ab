import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import type { Log } from '../copy-jobs/ports';
import { filePrint } from './file-print';
import { named } from './named-error';

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Paths of files of PEM certificates. */
export interface TrustSettings {
  /** To trust instead of the built-in ones: `AWS_CA_BUNDLE`, or `ca_bundle` in the profile, as the AWS CLI reads them. */
  readonly bundle: string | undefined;
  /** To trust beside the built-in ones: `NODE_EXTRA_CA_CERTS`. A packaged app's Node.js takes no notice of it by itself. */
  readonly extra: string | undefined;
}

/**
 * The certificates to trust; undefined: the built-in ones. A bundle that cannot be used is an error named `CaBundleError`; extra ones that
 * cannot be used are told in the log and passed over, as Node.js does.
 */
export async function readTrusted({ bundle, extra }: TrustSettings, log: Log): Promise<string[] | undefined> {
  if (bundle !== undefined) return [await readCertificates(bundle)];
  if (extra === undefined) return undefined;
  try {
    return [...rootCertificates, await readCertificates(extra)];
  } catch (error) {
    log.warn(`NODE_EXTRA_CA_CERTS is passed over: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function readCertificates(path: string): Promise<string> {
  const unusable = (why: string) =>
    named('CaBundleError', `The CA bundle ${path} ${why}.`, { code: 'CA_BUNDLE_UNREADABLE' });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw unusable('cannot be read');
  }
  // Node.js takes any text for certificates and then trusts nobody: say what is wrong instead.
  const certificates = text.match(PEM_CERTIFICATE);
  if (!certificates) throw unusable('holds no PEM certificate');
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch {
    throw unusable('holds a certificate that is damaged');
  }
  return text;
}

/** Changes whenever one of the files does: they may change while the shared AWS files do not. */
export function trustPrint({ bundle, extra }: TrustSettings): string {
  return [bundle, extra].map((path) => (path === undefined ? '' : `${path} ${filePrint(path)}`)).join(' ');
}
