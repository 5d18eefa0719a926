import { BrowserWindow, type Session } from 'electron';

/** Where the renderer lives inside the app: an origin of its own, so that IndexedDB and CSP have one. */
export const screenOrigin = 'pingjia://screen';

/** Milliseconds before a crashed screen is loaded again; presses count meanwhile. */
const afterCrash = 1_000;

/** The one full-screen window: sandboxed, isolated, going nowhere, opening nothing, allowed nothing. */
export function openWindow(preload: string, kiosk: boolean): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    kiosk,
    width: 1280,
    height: 800,
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => {
    // The screen may reload itself and go nowhere else.
    if (!event.url.startsWith(`${screenOrigin}/`)) event.preventDefault();
  });
  window.webContents.on('will-redirect', (event) => event.preventDefault());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') setTimeout(() => window.isDestroyed() || window.reload(), afterCrash);
  });
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  forbid(window.webContents.session);
  return window;
}

function forbid(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}
