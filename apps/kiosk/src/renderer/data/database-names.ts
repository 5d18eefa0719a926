import { settled } from './settled.ts';

/** Names of the databases in which RxDB keeps the copy `name`. */
export async function listDatabases(factory: IDBFactory, name: string): Promise<readonly string[]> {
  const databases = await factory.databases();
  return databases.map((database) => database.name ?? '').filter((found) => found.startsWith(`rxdb-dexie-${name}--`));
}

/** Deletes a copy, which must be closed, without opening it. */
export async function removeDatabases(factory: IDBFactory, name: string): Promise<void> {
  const names = await listDatabases(factory, name);
  await Promise.all(names.map((one) => settled(factory.deleteDatabase(one))));
}
