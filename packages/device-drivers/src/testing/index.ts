export * from '../pingjia-line/press-repetition.ts';
export * from '../pingjia-line/simulator.ts';
export * from '../simulate/simulated-pad.ts';
export type { ControlAnswer, ControlRequest } from '../simulate/control-contract.ts';
export * from '../transport/memory-transport.ts';
export * from './press-on.ts';
export * from './pty-pair.ts';
