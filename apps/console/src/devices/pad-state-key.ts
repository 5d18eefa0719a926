/** The words for a pad's state; what a silent device last said of its pad is not presented as the present. */
export function padStateKey(state: 'found' | 'lost', online: boolean) {
  if (state === 'lost') return 'device.padLost';
  return online ? 'device.padFound' : 'device.padBefore';
}
