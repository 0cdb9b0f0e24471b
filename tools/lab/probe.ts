// Tries connections, a few hundred at a time: an answer in time is open, silence is closed.
import { createSocket, type Socket } from 'node:dgram';
import { connect } from 'node:net';
import type { ProbeRequest, Seen, Target } from './agent-messages.js';

export async function probeAll({ targets, timeout, atOnce, spread }: ProbeRequest): Promise<Seen[]> {
  const seen: Seen[] = [];
  const queue = targets.entries();
  const datagrams = openDatagrams();
  const worker = async (_: unknown, place: number) => {
    if (spread > 0) await new Promise((done) => setTimeout(done, (spread * place) / atOnce));
    for (const [index, target] of queue) seen[index] = await probe(target, timeout, datagrams);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, targets.length) }, worker));
  datagrams.close();
  return seen;
}

type Finish = (outcome: Seen['outcome'], text?: string) => void;

function probe(target: Target, timeout: number, datagrams: Datagrams): Promise<Seen> {
  return new Promise((done) => {
    const start = performance.now();
    const finish: Finish = (outcome, text = '') => {
      clearTimeout(timer);
      end();
      const [name = '', sender = ''] = text.trim().split(' ');
      done({ outcome, name, sender, after: Math.round(performance.now() - start) });
    };
    const timer = setTimeout(() => finish('closed'), timeout);
    const end = target.protocol === 'tcp' ? tryTcp(target, finish) : datagrams.ask(target, finish);
  });
}

/** Returns how to end it. */
function tryTcp({ address, port }: Target, finish: Finish): () => void {
  const socket = connect({ host: address, port });
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => {
    text += part;
    if (text.endsWith('\n')) finish('open', text);
  });
  socket.on('error', ({ message }) => finish(/ECONNREFUSED/.test(message) ? 'refused' : 'closed'));
  return () => socket.destroy();
}

interface Datagrams {
  ask(target: Target, finish: Finish): () => void;
  close(): void;
}

/** One socket per family for all questions; an answer counts only from the address and port that were asked. */
function openDatagrams(): Datagrams {
  const waiting = new Map<string, Finish>();
  const sockets = { udp4: createSocket('udp4'), udp6: createSocket('udp6') };
  for (const socket of Object.values(sockets)) listen(socket, waiting);
  return {
    ask({ address, port }, finish) {
      const key = `${address} ${port}`;
      waiting.set(key, finish);
      sockets[address.includes(':') ? 'udp6' : 'udp4'].send('hello', port, address, (error) => {
        if (error) waiting.get(key)?.('closed');
      });
      return () => waiting.delete(key);
    },
    close: () => Object.values(sockets).forEach((socket) => void socket.close()),
  };
}

function listen(socket: Socket, waiting: ReadonlyMap<string, Finish>): void {
  socket.on('message', (message, { address, port }) => waiting.get(`${address} ${port}`)?.('open', message.toString()));
  socket.on('error', () => {});
}
