import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import sirv from 'sirv';

/** The policy that the product's host sends with the page. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** An empty page of the same origin, to work on its storage from. */
export const emptyPath = '/empty';

export interface PageServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves a built page on a free port of loopback under the strict policy. */
export async function servePage(folder: string): Promise<PageServer> {
  const files = sirv(folder, { setHeaders: (response) => response.setHeader('content-security-policy', pagePolicy) });
  const server = createServer((request, response) => {
    if (request.url === emptyPath)
      response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,">');
    else files(request, response, () => void response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
