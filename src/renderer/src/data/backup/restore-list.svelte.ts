import type { BackupCopies } from '../../../../preload/contract/backup';
import type { Workspace } from '../../../../preload/contract/shapes';
import type { KeptHistory } from '../../../../preload/contract/trouble';
import type { Api } from '../backend';

/** What can be restored without choosing a file: copies that were made by themselves, and damaged histories that were put aside. */
export class RestoreList {
  /** Newest first; empty until they are read. */
  copies = $state.raw<BackupCopies['copies']>([]);
  kept = $state.raw<readonly KeptHistory[]>([]);
  /** Absolute path of the folder with damaged histories; undefined until it is known. */
  keptFolder = $state.raw<string>();

  constructor(
    private readonly api: Api,
    readonly workspace: Workspace,
  ) {}

  /** Reads what there is. What cannot be read is not offered: a file can still be chosen. Never rejects. */
  async look(): Promise<void> {
    const [copies, kept] = await Promise.all([this.api.listCopies({ workspace: this.workspace }), this.api.listKept()]);
    this.copies = copies.ok ? copies.value.copies : [];
    this.kept = kept.ok ? kept.value.kept : [];
    this.keptFolder = kept.ok ? kept.value.folder : undefined;
  }
}
