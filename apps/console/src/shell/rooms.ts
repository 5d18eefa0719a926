/** The rooms of the console in the order of the navigation; `name` is their key in the copy. */
export const rooms = [
  { path: '/evaluations', name: 'evaluations' },
  { path: '/devices', name: 'devices' },
  { path: '/bundles', name: 'bundles' },
] as const;
