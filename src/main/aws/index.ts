import type { BackupPort } from '../copy-jobs/ports';
import type { SharedFilesPort } from '../credentials/ports';
import type { BackupAdapter } from './backup-adapter';
import type { AwsOptions } from './options';
import { sharedFilePaths } from './shared-file-paths';
import { createSharedFiles } from './shared-files';
import { watchSharedFiles } from './watch-shared-files';

/** Everything the app has to do with AWS. The SDK itself is loaded by the first call, not by this. */
export interface Aws {
  readonly backup: BackupPort;
  readonly sharedFiles: SharedFilesPort;
  /** Tells when a shared file or a sign-in cache changed on disk; the returned function stops that. */
  readonly watchSharedFiles: (onChange: () => void) => () => void;
  /** Forgets credentials and closes connections. */
  readonly close: () => void;
}

export function createAws(options: AwsOptions): Aws {
  const { environment, homeDirectory, log } = options;
  quietenSdk(environment);
  const paths = sharedFilePaths(environment, homeDirectory);
  const sharedFiles = createSharedFiles(paths, environment);
  let adapter: Promise<BackupAdapter> | undefined;

  return {
    sharedFiles,
    watchSharedFiles: (onChange) => watchSharedFiles(paths, log, onChange),
    backup: {
      async send(request, context) {
        adapter ??= import('./backup-adapter').then(({ createBackupAdapter }) =>
          createBackupAdapter({ ...options, sharedFiles }),
        );
        return (await adapter).send(request, context);
      },
    },
    close() {
      adapter?.then(
        (loaded) => {
          loaded.close();
        },
        () => undefined,
      );
    },
  };
}

/** What has to stand in the environment before the SDK is loaded. */
function quietenSdk(environment: NodeJS.ProcessEnv): void {
  // A desktop has no instance metadata service; asking for one takes a second and looks like an attack in logs.
  environment['AWS_EC2_METADATA_DISABLED'] = 'true';
  // The notice is about the Node.js inside Electron, which the user cannot choose.
  environment['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
}
