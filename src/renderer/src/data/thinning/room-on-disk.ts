/**
 * What all histories in the data folder take on disk, in bytes, as the database engine reckons: those of both accounts and those put aside. It frees
 * room some time after rows are gone. Undefined: it does not say.
 */
export async function roomOnDisk(): Promise<number | undefined> {
  try {
    const estimate: StorageEstimate & { readonly usageDetails?: { readonly indexedDB?: number } } =
      await navigator.storage.estimate();
    return estimate.usageDetails?.indexedDB ?? estimate.usage;
  } catch {
    return undefined;
  }
}
