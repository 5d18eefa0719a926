/** Paths that are open, by the devices they belong to. */
const held = new WeakMap<object, Set<string>>();

/**
 * Takes a device that the system does not lock: opened twice by one program, each of its presses would be told twice. Gives
 * what lets it go again; undefined where it is taken.
 */
export function holdDevice(devices: object, path: string): (() => void) | undefined {
  const paths = held.get(devices) ?? new Set();
  held.set(devices, paths);
  if (paths.has(path)) return undefined;
  paths.add(path);
  let isHeld = true;
  return () => {
    // Told twice, it must not let go what somebody else has taken since.
    if (isHeld) paths.delete(path);
    isHeld = false;
  };
}
