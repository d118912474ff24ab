import type { ConfigFile } from '../../preload/contract/shapes';

/** What listing profiles needs from the world. The adapter in `main/aws` reads; the judging is done here. */

/** Keys and values of one section, as the AWS SDK reads them: a nested block `backup =` gives `backup.endpoint_url`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** One shared file. Sections are keyed by profile name, `sso-session.NAME` or `services.NAME`. */
export interface SharedFile {
  readonly file: ConfigFile;
  readonly sections: Readonly<Record<string, Section | undefined>>;
  /** Names of profile sections that stand in the file but that the SDK's parser passes over. */
  readonly passedOver: readonly string[];
}

export interface SharedFiles {
  readonly config: SharedFile;
  readonly credentials: SharedFile;
}

/** A cached sign-in on disk, without its secrets. */
export type CachedSignIn =
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable' }
  | {
      readonly state: 'read';
      /** Epoch ms UTC. */
      readonly expiresAt: number;
      /** True when the SDK can renew it without the user. */
      readonly renewable: boolean;
    };

export interface SharedFilesPort {
  /** Both shared files as they stand on disk now. */
  read(): Promise<SharedFiles>;
  /** The token that `aws sso login` left, by session name or start URL. */
  ssoSignIn(sessionOrStartUrl: string): Promise<CachedSignIn>;
  /** The session that `aws login` left, by the profile's `login_session`. */
  loginSignIn(loginSession: string): Promise<CachedSignIn>;
  isReadableFile(path: string): Promise<boolean>;
  /** A variable of the app's own environment; an empty one counts as not set. */
  environment(name: string): string | undefined;
}
