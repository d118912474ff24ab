import type { InstallerKind, ReleaseFile } from './release-list';

/** How this app came onto this computer, as far as that can be seen. */
export interface Installation {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly kind: InstallerKind;
}

export interface InstallationSigns {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute path of the program. */
  readonly executable: string;
  readonly exists: (file: string) => boolean;
}

/** Where the Linux packages put the program, and where Debian keeps the list of what a package has brought. */
const PACKAGE_FOLDER = '/opt/Copytrail/';
const DEBIAN_LIST = '/var/lib/dpkg/info/copytrail.list';

/** Reads the signs that installers leave. */
export function findInstallation({ platform, arch, env, executable, exists }: InstallationSigns): Installation {
  return { platform, arch, kind: kindOf() };

  function kindOf(): InstallerKind {
    if (platform === 'win32') return env['PORTABLE_EXECUTABLE_FILE'] === undefined ? 'nsis' : 'portable';
    if (platform === 'darwin') return 'dmg';
    if (env['APPIMAGE'] !== undefined) return 'AppImage';
    if (!executable.startsWith(PACKAGE_FOLDER)) return 'tar.gz';
    return exists(DEBIAN_LIST) ? 'deb' : 'rpm';
  }
}

/** The file of a release that fits this computer and came the same way; undefined if there is none. */
export function fileFor(
  files: readonly ReleaseFile[],
  { platform, arch, kind }: Installation,
): ReleaseFile | undefined {
  return files.find(
    (file) => file.platform === platform && file.kind === kind && (file.arch === arch || file.arch === 'universal'),
  );
}
