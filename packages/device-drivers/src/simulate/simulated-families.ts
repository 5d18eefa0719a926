import { counterTerminalSimulator } from '../counter-terminal/simulator.ts';
import { m7TcpSimulator, m7UdpSimulator } from '../m7/simulator.ts';
import { pingjiaLineSimulator } from '../pingjia-line/simulator.ts';
import { queueBridgeSimulator } from '../queue-bridge/simulator.ts';
import type { SimulatedFamily } from './simulated-pad.ts';

/** Every family of this build that can be simulated on a line. */
export const simulatedFamilies: readonly SimulatedFamily[] = [
  pingjiaLineSimulator,
  m7UdpSimulator,
  m7TcpSimulator,
  queueBridgeSimulator,
  counterTerminalSimulator,
];
