import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useServices } from '../services.tsx';
import type { BundleImport } from './bundle-import.ts';

interface BundleImports {
  /** Newest first. */
  readonly imports: readonly BundleImport[];
  readonly add: (file: File) => void;
}

/** Takes chosen files in, one after the other. */
export function useBundleImports(): BundleImports {
  const { api } = useServices();
  const queries = useQueryClient();
  const [imports, setImports] = useState<readonly BundleImport[]>([]);
  const next = useRef(0);
  const turn = useRef<Promise<void>>(Promise.resolve());

  const add = (file: File) => {
    const id = next.current++;
    const show = (outcome: BundleImport['outcome']) =>
      setImports((all) => all.map((one) => (one.id === id ? { ...one, outcome } : one)));
    setImports((all) => [{ id, name: file.name, outcome: { state: 'reading' } }, ...all]);
    turn.current = turn.current.then(async () => {
      const answer = await api.importBundle(file);
      if (answer.ok) show({ state: 'taken', report: answer.value });
      else show({ state: 'refused', fault: answer.error });
      await queries.invalidateQueries();
    });
  };
  return { imports, add };
}
