import { useSyncExternalStore } from 'react';
import { useServices } from '../services.tsx';
import { useSession } from '../session/use-session.ts';
import type { BundleImport } from './bundle-import.ts';

interface ShownImports {
  /** What the person who is signed in chose, newest first. */
  readonly imports: readonly BundleImport[];
  readonly add: (file: File) => void;
}

/** The imports of who is signed in: they outlast the room, and nobody else on the same computer sees them. */
export function useBundleImports(): ShownImports {
  const { bundles } = useServices();
  const { data } = useSession();
  const all = useSyncExternalStore(
    (listener) => bundles.subscribe(listener),
    () => bundles.all,
  );
  const username = data?.signedIn === true ? data.session.username : null;
  return {
    imports: all.filter((one) => one.username === username),
    add(file) {
      if (username !== null) bundles.add(file, username);
    },
  };
}
