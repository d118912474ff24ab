import type { JobKey } from '../../domain/job-key';
import type { StoredAside, StoredThinning } from '../history/rows';
import { newestFirst, type SetAside } from '../history/set-aside-shelf';
import type { CopytrailDatabase } from './database';

/** What thinnings took, in a Dexie database. */
export class DexieSetAside implements SetAside {
  constructor(private readonly db: CopytrailDatabase) {}

  async thinnings(): Promise<StoredThinning[]> {
    return newestFirst(await this.db.thinnings.toArray());
  }

  async putThinnings(rows: readonly StoredThinning[]): Promise<void> {
    await this.db.thinnings.bulkPut(rows);
  }

  async deleteThinning(id: string): Promise<void> {
    await this.db.thinnings.delete(id);
  }

  async add(rows: readonly Omit<StoredAside, 'id'>[]): Promise<void> {
    await this.db.setAside.bulkAdd(rows);
  }

  first(thinning: string, count: number): Promise<StoredAside[]> {
    return this.db.setAside.where('thinning').equals(thinning).limit(count).toArray();
  }

  ofJob(jobKey: JobKey): Promise<StoredAside[]> {
    return this.db.setAside.where('jobKey').equals(jobKey).toArray();
  }

  async delete(ids: readonly number[]): Promise<void> {
    await this.db.setAside.bulkDelete([...ids]);
  }
}
