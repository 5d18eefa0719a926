// Sandboxed: hands the page a MessagePort to the device host and nothing else.
import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('pingjiaShell', 'electron');

window.addEventListener('message', ({ source, data }: MessageEvent<{ type?: unknown } | null>) => {
  if (source === window && data?.type === 'pingjia-bridge-request') ipcRenderer.send('pingjia-bridge');
});

ipcRenderer.on('pingjia-bridge', ({ ports }) => {
  window.postMessage({ type: 'pingjia-bridge' }, '*', [...ports]);
});
