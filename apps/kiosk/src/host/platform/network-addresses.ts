import { networkInterfaces } from 'node:os';

/** Interfaces that are up and carry a signal, with their addresses; none where the machine does not tell. */
export function nodeAddresses(): readonly string[] {
  try {
    return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
      addresses.filter(({ internal }) => !internal).map(({ address }) => `${name} ${address}`),
    );
  } catch {
    return [];
  }
}
