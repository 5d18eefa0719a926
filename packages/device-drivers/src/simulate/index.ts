export * from './build-simulation.ts';
export * from './simulated-line.ts';
export * from './socket-line.ts';
export * from './udp-line.ts';
export * from './web-socket-line.ts';
