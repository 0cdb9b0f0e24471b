// A provider for tests: delegates one IPv6 prefix by DHCPv6 (RFC 8415) to whoever asks on eth0. Usage: delegating-provider.js
import { createSocket } from 'node:dgram';

/** 2001:db8:1200::/56 */
const prefix = Buffer.from('20010db8120000000000000000000000', 'hex');
const length = 56;

const message = { solicit: 1, advertise: 2, request: 3, renew: 5, reply: 7 } as const;
const option = { clientId: 1, serverId: 2, iaPd: 25, iaPrefix: 26 } as const;

function optionsOf(body: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= body.length; at += 4 + body.readUInt16BE(at + 2)) {
    found.set(body.readUInt16BE(at), body.subarray(at + 4, at + 4 + body.readUInt16BE(at + 2)));
  }
  return found;
}

function printOption(code: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(code, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
}

const numbers = (...values: readonly number[]) => {
  const buffer = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value, 4 * index);
  return buffer;
};

/** Undefined for what needs no answer. */
function answer(packet: Buffer): Buffer | undefined {
  const type = packet.readUInt8(0);
  const options = optionsOf(packet.subarray(4));
  const [client, asked] = [options.get(option.clientId), options.get(option.iaPd)];
  if (!client || !asked || ![message.solicit, message.request, message.renew].some((one) => one === type))
    return undefined;
  const delegated = Buffer.concat([numbers(3600, 7200), Buffer.from([length]), prefix]);
  const identity = Buffer.concat([asked.subarray(0, 4), numbers(1800, 2880), printOption(option.iaPrefix, delegated)]);
  return Buffer.concat([
    Buffer.from([type === message.solicit ? message.advertise : message.reply]),
    packet.subarray(1, 4),
    printOption(option.clientId, client),
    printOption(option.serverId, Buffer.from('000300010200000000fe', 'hex')),
    printOption(option.iaPd, identity),
  ]);
}

const socket = createSocket('udp6');
socket.on('message', (packet, { address, port }) => {
  const reply = answer(packet);
  if (reply) socket.send(reply, port, address);
});
socket.bind(547, '::', () => socket.addMembership('ff02::1:2', '::%eth0'));
