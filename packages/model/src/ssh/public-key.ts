// SSH public keys as OpenSSH prints them: type, base64 blob, comment (RFC 4253 section 6.6, RFC 8709, RFC 5656).

export interface SshPublicKey {
  readonly type: string;
  /** Base64. */
  readonly blob: string;
}

const line =
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) ([A-Za-z0-9+/]+={0,2})(?: [^\p{Cc}\p{Zl}\p{Zp}]*)?$/u;

/** Length in bytes of an uncompressed point (SEC 1, section 2.3.3). */
const pointLengths: { readonly [curve: string]: number } = { nistp256: 65, nistp384: 97, nistp521: 133 };

/** The key without its comment; undefined when the blob is not a whole key of the type that stands before it. */
export function parseSshPublicKey(text: string): SshPublicKey | undefined {
  const [, type = '', blob = ''] = line.exec(text) ?? [];
  const [stated, ...parts] = stringsOf(decodeBase64(blob)) ?? [];
  if (stated === undefined || asciiOf(stated) !== type || !isWhole(type, parts)) return undefined;
  return { type, blob };
}

function isWhole(type: string, parts: readonly Uint8Array[]): boolean {
  const lengths = parts.map((part) => part.length);
  if (type === 'ssh-ed25519') return lengths.length === 1 && lengths[0] === 32;
  if (type === 'ssh-rsa') return lengths.length === 2 && (lengths[1] ?? 0) >= 256;
  const curve = type.slice('ecdsa-sha2-'.length);
  return lengths.length === 2 && asciiOf(parts[0]) === curve && lengths[1] === pointLengths[curve];
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
