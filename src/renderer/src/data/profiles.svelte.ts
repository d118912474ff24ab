import type { Api } from '../../../preload/contract/api';
import type { AppError } from '../../../preload/contract/error';
import type { ConfigFile, DemoAccount, ProfileSummary, Workspace } from '../../../preload/contract/shapes';

/** The profiles of one workspace, read again whenever something on disk changed. */
export class Profiles {
  list = $state.raw<readonly ProfileSummary[]>([]);
  files = $state.raw<readonly ConfigFile[]>([]);
  examples = $state.raw<DemoAccount['examples']>([]);
  error = $state.raw<AppError>();
  loaded = $state(false);
  readonly workspace: Workspace;
  #backend: Api;
  #stop: () => void;

  constructor(backend: Api, workspace: Workspace) {
    this.#backend = backend;
    this.workspace = workspace;
    this.#stop = backend.on.profilesChanged(() => void this.refresh());
  }

  async refresh(): Promise<void> {
    if (this.workspace === 'demo') {
      const answer = await this.#backend.openDemoAccount();
      this.error = answer.ok ? undefined : answer.error;
      if (answer.ok) {
        this.list = answer.value.profiles;
        this.examples = answer.value.examples;
      }
    } else {
      const answer = await this.#backend.listProfiles();
      this.error = answer.ok ? undefined : answer.error;
      if (answer.ok) {
        this.list = answer.value.profiles;
        this.files = answer.value.files;
      }
    }
    this.loaded = true;
  }

  close(): void {
    this.#stop();
  }
}
