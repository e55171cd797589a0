import { createServer, type Socket } from 'node:net';

/** A server of somebody else, on every address of this machine: nobody has a reason to connect to it. */
export interface EvilServer {
  port: number;
  /** Host and port, as an address names them. */
  host: string;
  /** What was sent to it, a text for each connection. */
  readonly visits: readonly string[];
  close(): Promise<void>;
}

export async function startEvil(): Promise<EvilServer> {
  const visits: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const visit = visits.push('') - 1;
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .on('close', () => sockets.delete(socket))
      .on('data', (chunk) => {
        visits[visit] += chunk.toString('latin1');
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
      });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    ...{ port, host: `127.0.0.1:${port}`, visits },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
