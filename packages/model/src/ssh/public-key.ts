// SSH public keys as OpenSSH prints them: type, base64 blob, comment (RFC 4253 section 6.6, RFC 8709, RFC 5656, OpenSSH's PROTOCOL.u2f).

export interface SshPublicKey {
  readonly type: string;
  /** Base64. */
  readonly blob: string;
}

const line = /^([A-Za-z0-9@.-]+) ([A-Za-z0-9+/]+={0,2})(?: [^\p{Cc}\p{Zl}\p{Zp}]*)?$/u;

const ofServers = ['ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'];
const ofSecurityKeys = ['sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com'];

/** Length in bytes of an uncompressed point (SEC 1, section 2.3.3). */
const pointLengths: { readonly [curve: string]: number } = { nistp256: 65, nistp384: 97, nistp521: 133 };

/** A server's key without its comment; undefined when the blob is not a whole key of the type that stands before it. */
export function parseSshPublicKey(text: string): SshPublicKey | undefined {
  const [, type = '', blob = ''] = line.exec(text) ?? [];
  return sshKeyProblem(text, 'server') === undefined ? { type, blob } : undefined;
}

/** What is wrong with a line, in words that show nothing of it; undefined for a key. Security keys are for people. */
export function sshKeyProblem(text: string, of: 'person' | 'server'): string | undefined {
  if (text.includes('PRIVATE KEY')) return 'This is a private key.';
  const [, type = '', blob = ''] = line.exec(text) ?? [];
  if (type === 'ssh-dss') return 'OpenSSH takes no DSA keys any more.';
  const known = of === 'person' ? [...ofServers, ...ofSecurityKeys] : ofServers;
  if (!known.includes(type)) return `This is no ${of === 'person' ? 'SSH public key' : 'public key of an SSH server'}.`;
  const [stated, ...parts] = stringsOf(decodeBase64(blob)) ?? [];
  if (stated === undefined) return 'The key is not whole: it is cut short, or something is behind it.';
  if (asciiOf(stated) !== type) return `The key says of itself that it is of another type than ${type}.`;
  if (isWhole(type, parts)) return undefined;
  return type === 'ssh-rsa'
    ? 'The RSA key is damaged, or shorter than 2048 bits.'
    : `The key is damaged: its parts are not those of ${type}.`;
}

function isWhole(type: string, parts: readonly Uint8Array[]): boolean {
  const lengths = parts.map((part) => part.length);
  if (type === 'ssh-ed25519') return lengths.length === 1 && lengths[0] === 32;
  if (type === 'ssh-rsa') return lengths.length === 2 && (lengths[1] ?? 0) >= 256;
  // A security key's last part is what it was made for, such as ssh:.
  if (type === 'sk-ssh-ed25519@openssh.com') return lengths.length === 2 && lengths[0] === 32;
  const curve = /nistp\d+/.exec(type)?.[0] ?? '';
  const count = type.startsWith('sk-') ? 3 : 2;
  return lengths.length === count && asciiOf(parts[0]) === curve && lengths[1] === pointLengths[curve];
}

/** The length-prefixed strings that `bytes` consists of (RFC 4251 section 5); undefined when something is left over. */
function stringsOf(bytes: Uint8Array): Uint8Array[] | undefined {
  const view = new DataView(bytes.buffer);
  const strings: Uint8Array[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    strings.push(bytes.slice(at + 4, end));
    at = end;
  }
  return at === bytes.length ? strings : undefined;
}

const asciiOf = (bytes: Uint8Array | undefined) => String.fromCharCode(...(bytes ?? []));

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Whole bytes only; what `line` lets through has no other characters. */
function decodeBase64(text: string): Uint8Array {
  const bare = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((bare.length * 6) / 8));
  let [bits, count, at] = [0, 0, 0];
  for (const digit of bare) {
    bits = ((bits << 6) | digits.indexOf(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at] = (bits >> count) & 0xff;
    at += 1;
  }
  return bytes;
}
