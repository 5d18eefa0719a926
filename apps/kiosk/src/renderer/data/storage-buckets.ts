/** The browser's Storage Buckets (Chromium 122 and later), as far as the mirror uses them. */
export interface StorageBuckets {
  /** The bucket of that name, made if there is none. */
  open(name: string, options: { readonly persisted: boolean }): Promise<{ readonly indexedDB: IDBFactory }>;
  keys(): Promise<readonly string[]>;
  /** Removes its folder from the disk, whatever state that is in; nothing where there is no such bucket. */
  delete(name: string): Promise<void>;
}

/** Null where the browser has none. */
export function storageBuckets(): StorageBuckets | null {
  return (navigator as Navigator & { readonly storageBuckets?: StorageBuckets }).storageBuckets ?? null;
}
