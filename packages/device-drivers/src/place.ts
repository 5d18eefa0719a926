const networks = ['tcp', 'tcp-call', 'udp', 'ws', 'wss'];

/** Whether a place (`<transport>:<path>`) is met over a network, where anyone who shares it can imitate a pad. */
export function isOnNetwork(place: string): boolean {
  return networks.includes(place.slice(0, place.indexOf(':')));
}
