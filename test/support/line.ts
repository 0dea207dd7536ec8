import { connect, createServer, type Socket } from 'node:net';

/** A line to something that listens on this machine, which can be cut. */
export interface Line {
  readonly port: number;
  /** breaks off what goes over it and takes nothing new */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openLine(to: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.resetAndDestroy();
    const far = connect(to, '127.0.0.1');
    for (const [each, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(each);
      each.on('error', () => other.destroy());
      each.on('close', () => {
        sockets.delete(each);
        other.destroy();
      });
      each.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = () => {
    isCut = true;
    for (const each of sockets) each.destroy();
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut,
    mend: () => {
      isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
