import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { FromHost, HostArguments, ToHost } from './host-messages.ts';

export interface HostProcess {
  /** Gives a screen's end of the bridge to the host. */
  connect(port: MessagePortMain): void;
  /** Resolves when the journal is closed, or the process is gone. */
  stop(): Promise<void>;
}

/** Starts the device host beside this process. `onExit` is called when it ends without having been asked to. */
export function startHostProcess(
  entry: string,
  args: HostArguments,
  onMessage: (message: FromHost) => void,
  onExit: (code: number) => void,
): HostProcess {
  const child: UtilityProcess = utilityProcess.fork(entry, [JSON.stringify(args)], {
    serviceName: 'pingjia-host',
    stdio: 'inherit',
  });
  let stopping = false;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      if (!stopping) onExit(code);
      resolve();
    });
  });
  child.on('message', (message: FromHost) => onMessage(message));
  const tell = (message: ToHost, ports: MessagePortMain[] = []) => child.postMessage(message, ports);
  return {
    connect: (port) => tell({ type: 'screen' }, [port]),
    async stop() {
      stopping = true;
      tell({ type: 'stop' });
      await gone;
    },
  };
}
