// Runs in one namespace of the twin: answers on the ports it is told, and tries connections for the lab.
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { createServer } from 'node:net';
import {
  type Answers,
  type ForgeRequest,
  forgedPrefix,
  type ListenRequest,
  type NameQuestion,
  type NamesRequest,
  type Request,
} from './agent-messages.js';
import { probeAll } from './probe.js';

const heard: string[] = [];

/** IPv4 senders of a dual-stack socket come as ::ffff:10.0.0.1. */
const plain = (address: string | undefined) => (address ?? '').replace(/^::ffff:/, '');

function listenTcp(name: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(`${name} ${plain(socket.remoteAddress)}\n`);
    });
    server.on('error', fail);
    server.listen({ port, host: '::', backlog: 511 }, done);
  });
}

/** One socket per address, so that the answer comes from the address that was asked. */
function listenUdp(name: string, address: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.on('message', (message, { address: sender, port: back }) => {
      const text = message.toString();
      if (text.startsWith(forgedPrefix)) heard.push(text.slice(forgedPrefix.length));
      else socket.send(`${name} ${sender}\n`, back, sender, () => {});
    });
    socket.on('error', fail);
    socket.bind({ port, address, exclusive: true }, done);
  });
}

async function listen({ name, addresses, ports }: ListenRequest): Promise<null> {
  await Promise.all(
    ports.flatMap((port) => [listenTcp(name, port), ...addresses.map((address) => listenUdp(name, address, port))]),
  );
  return null;
}

function forge({ sender, target, text }: ForgeRequest): Promise<null> {
  return new Promise((done, fail) => {
    const socket = createSocket(sender.includes(':') ? 'udp6' : 'udp4');
    socket.on('error', fail);
    socket.bind({ address: sender, port: 0 }, () => {
      socket.send(`${forgedPrefix}${text}`, target.port, target.address, () => {
        socket.close();
        done(null);
      });
    });
  });
}

function askNames({ server, questions }: NamesRequest): Promise<string[][]> {
  const resolver = new Resolver({ timeout: 2000, tries: 3 });
  resolver.setServers([server]);
  const values = ({ name, type }: NameQuestion) => resolver.resolve(name, type) as Promise<string[]>;
  return Promise.all(questions.map((question) => values(question).catch(() => [])));
}

function answer(request: Request): Promise<Answers[Request['kind']]> {
  switch (request.kind) {
    case 'listen':
      return listen(request);
    case 'probe':
      return probeAll(request);
    case 'forge':
      return forge(request);
    case 'names':
      return askNames(request);
    case 'heard':
      return Promise.resolve(heard);
  }
}

process.on('message', (request: Request) => {
  answer(request).then(
    (value) => process.send?.({ value }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
