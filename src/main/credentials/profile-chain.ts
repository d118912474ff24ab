import type { Section, SharedFiles } from './ports';

/**
 * How a profile comes by its credentials, read from its section and those it leads to. The order of the questions is
 * that of the SDK's `fromIni`, so that what the list of profiles says is what a call will do.
 */

/** The end of a chain: where the first credentials come from. */
export type Source =
  | { readonly kind: 'static'; readonly temporary: boolean }
  | { readonly kind: 'web-identity'; readonly tokenFile: string; readonly roleArn: string }
  | { readonly kind: 'process' }
  | {
      readonly kind: 'sso';
      /** Key of the token cache: name of the sso-session, else the start URL. */
      readonly cacheKey: string | undefined;
      readonly sessionName: string | undefined;
      readonly accountId: string | undefined;
      readonly roleName: string | undefined;
    }
  | { readonly kind: 'login'; readonly loginSession: string }
  | { readonly kind: 'credential-source'; readonly name: string }
  | { readonly kind: 'none' };

/** A role that is taken on with the credentials of the step below it. */
export interface RoleStep {
  readonly profileName: string;
  readonly roleArn: string;
  readonly mfaSerial: string | undefined;
}

export interface ProfileChain {
  /** Roles on the way, the profile's own first. */
  readonly roles: readonly RoleStep[];
  readonly source: Source;
  /** The profile whose section names the source. */
  readonly sourceProfile: string;
  /** Every section the chain reads: a change to any of them changes what the profile is. */
  readonly sections: readonly string[];
  /** Why the chain cannot work, where the files alone show it. */
  readonly fault?: string;
}

/** The profile's section as the SDK merges it for credentials: the credentials file wins, member by member. */
export function sectionOf(files: SharedFiles, profileName: string): Section | undefined {
  const config = files.config.sections[profileName];
  const credentials = files.credentials.sections[profileName];
  return config || credentials ? { ...config, ...credentials } : undefined;
}

export function chainOf(files: SharedFiles, profileName: string): ProfileChain {
  const roles: RoleStep[] = [];
  const sections: string[] = [];
  const visited = new Set<string>();
  let name = profileName;

  const ends = (source: Source, fault?: string): ProfileChain => ({
    roles,
    source,
    sourceProfile: name,
    sections: [...sections, ...furtherSections(source, files, name)],
    ...(fault === undefined ? {} : { fault }),
  });

  for (;;) {
    sections.push(name);
    const section = sectionOf(files, name);
    if (!section) return ends({ kind: 'none' }, `The source profile "${name}" does not exist.`);
    const roleArn = section['role_arn'];
    const sourceProfile = section['source_profile'];
    const credentialSource = section['credential_source'];
    // A profile that another one builds on gives its keys even when it could take on a role as well.
    const keysFirst = visited.size > 0 && isStatic(section);
    if (!keysFirst && roleArn !== undefined && (sourceProfile === undefined) !== (credentialSource === undefined)) {
      roles.push({ profileName: name, roleArn, mfaSerial: section['mfa_serial'] });
      if (credentialSource !== undefined) return ends({ kind: 'credential-source', name: credentialSource });
      if (sourceProfile === undefined || visited.has(sourceProfile)) {
        return ends({ kind: 'none' }, `The source profiles go round in a circle at "${sourceProfile ?? name}".`);
      }
      visited.add(sourceProfile);
      name = sourceProfile;
      continue;
    }
    if (visited.size > 0 && !keysFirst && credentialSource !== undefined && roleArn === undefined) {
      return ends({ kind: 'credential-source', name: credentialSource });
    }
    const source = sourceIn(section);
    return ends(source, faultOf(source, section, files, name, visited.size > 0));
  }
}

function sourceIn(section: Section): Source {
  if (isStatic(section)) return { kind: 'static', temporary: section['aws_session_token'] !== undefined };
  const { web_identity_token_file: tokenFile, role_arn: roleArn, login_session: loginSession } = section;
  if (tokenFile !== undefined && roleArn !== undefined) return { kind: 'web-identity', tokenFile, roleArn };
  if (section['credential_process'] !== undefined) return { kind: 'process' };
  if (SSO_MEMBERS.some((member) => section[member] !== undefined)) {
    const sessionName = section['sso_session'];
    const startUrl = section['sso_start_url'];
    return {
      kind: 'sso',
      cacheKey: sessionName ?? startUrl,
      sessionName,
      accountId: section['sso_account_id'],
      roleName: section['sso_role_name'],
    };
  }
  return loginSession === undefined ? { kind: 'none' } : { kind: 'login', loginSession };
}

const SSO_MEMBERS = ['sso_start_url', 'sso_account_id', 'sso_session', 'sso_region', 'sso_role_name'];

function isStatic(section: Section): boolean {
  return section['aws_access_key_id'] !== undefined && section['aws_secret_access_key'] !== undefined;
}

function faultOf(
  source: Source,
  section: Section,
  files: SharedFiles,
  profileName: string,
  isSourceOfAnother: boolean,
): string | undefined {
  if (source.kind === 'sso') return faultOfSso(source, section, files);
  if (source.kind !== 'none') return undefined;
  if (section['role_arn'] !== undefined) {
    return section['source_profile'] === undefined
      ? 'The role has no source_profile, credential_source or web identity token to be taken on with.'
      : 'The role has both a source_profile and a credential_source; AWS allows one of them.';
  }
  if (section['aws_access_key_id'] !== undefined) return 'There is an access key id, but no secret access key.';
  if (section['aws_secret_access_key'] !== undefined) return 'There is a secret access key, but no access key id.';
  return isSourceOfAnother
    ? `The source profile "${profileName}" names no credentials.`
    : 'The section names no credentials.';
}

function faultOfSso(
  source: Extract<Source, { kind: 'sso' }>,
  section: Section,
  files: SharedFiles,
): string | undefined {
  const session =
    source.sessionName === undefined ? undefined : files.config.sections[`sso-session.${source.sessionName}`];
  if (source.sessionName !== undefined && !session) return `There is no section [sso-session ${source.sessionName}].`;
  const given = { ...section, ...session };
  const lacking = ['sso_start_url', 'sso_region', 'sso_account_id', 'sso_role_name'].filter(
    (member) => given[member] === undefined,
  );
  return lacking.length === 0 ? undefined : `The sign-in settings lack ${lacking.join(', ')}.`;
}

function furtherSections(source: Source, files: SharedFiles, profileName: string): string[] {
  const services = sectionOf(files, profileName)?.['services'];
  return [
    ...(source.kind === 'sso' && source.sessionName !== undefined ? [`sso-session.${source.sessionName}`] : []),
    ...(services === undefined ? [] : [`services.${services}`]),
  ];
}
