/**
 * The few disk operations that the journal rests on; everything it promises follows from what these promise.
 * Failures throw the platform's error with its `code` (ENOSPC, EIO, …).
 */
export interface FileSystem {
  /** Names in a folder, sorted; empty if there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Creates the folder and what lies above it, durably. */
  makeFolder(folder: string): Promise<void>;
  /** Opens for reading and writing; `create` makes an empty file where there is none. */
  open(path: string, mode: 'create' | 'existing'): Promise<OpenFile>;
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes creations, renames and removals in this folder durable. */
  syncFolder(folder: string): Promise<void>;
}

export interface OpenFile {
  size(): Promise<number>;
  /** Reads up to `length` bytes; fewer only at the end of the file. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** Writes all of `bytes`; durable only after datasync or sync. */
  write(position: number, bytes: Uint8Array): Promise<void>;
  /** Makes written bytes durable; the file's size only where it is needed to read them. */
  datasync(): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}
