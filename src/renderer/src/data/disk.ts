import type { DiskLook } from '../../../preload/contract/trouble';
import type { Api } from './backend';

/** Looks at the disk that the history is on. Undefined: nobody can tell. Never rejects. */
export type LookAtDisk = () => Promise<DiskLook | undefined>;

export function lookAtDiskOf(api: Pick<Api, 'lookAtDisk'>): LookAtDisk {
  return async () => {
    try {
      const answer = await api.lookAtDisk();
      return answer.ok ? answer.value : undefined;
    } catch {
      return undefined;
    }
  };
}

/** Asks the main process behind this page, if there is one. */
export const lookAtDisk: LookAtDisk = async () => {
  const { api } = globalThis as { readonly api?: Api };
  return api && lookAtDiskOf(api)();
};
