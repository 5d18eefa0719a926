/**
 * Where a bundle is written: a folder on a USB stick, which may be full, write-protected or gone at any moment. Failures
 * throw the platform's error with its `code`.
 */
export interface BundleTarget {
  /** Names of the plain files in the folder, sorted. Throws where there is no such folder. */
  list(): Promise<readonly string[]>;
  /** Opens a file of the folder, made if it is not there. */
  open(name: string): Promise<TargetFile>;
  /** Renames within the folder, durably. */
  rename(from: string, to: string): Promise<void>;
}

export interface TargetFile {
  size(): Promise<number>;
  /** Up to `length` bytes; fewer only at the end of the file. */
  read(position: number, length: number): Promise<Uint8Array>;
  truncate(size: number): Promise<void>;
  /** Writes all of `bytes`; durable only after sync. */
  write(position: number, bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}
