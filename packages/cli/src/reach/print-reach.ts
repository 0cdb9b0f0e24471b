// How reachability prints: an answer with its deciding rules, and the matrix of zones.
import { alwaysAllowed, type MatrixRow, type ReachAnswer, type ReachPart } from '@groundplan/model';

const reasons: { readonly [by: string]: string } = {
  'default-deny': 'no rule allows it',
  'same-network': 'neighbours on one network, no firewall between them',
  'router-itself': 'the router may open connections anywhere',
  'no-route': 'no router joins the two',
};

export function printAnswer(
  { outcome, parts }: ReachAnswer,
  [from = '', to = '', port = 'any port']: readonly string[],
): string {
  const words = { allowed: 'may', denied: 'may not', partly: 'may in part' }[outcome];
  const lines = parts.map(
    (part) =>
      `  ${part.allowed ? 'allow' : 'deny '}  ${part.ports.join(' ')}  ${part.from.join(' ')} → ${part.to.join(' ')}  ${reasons[part.by] ?? part.by}\n`,
  );
  const isPingDenied = parts.some(deniesOthers);
  return `${from} ${words} open connections to ${to} on ${port}.\n${lines.join('')}${isPingDenied ? always() : ''}`;
}

/** A denial of protocols other than TCP and UDP, of which ICMP is one. */
const deniesOthers = ({ allowed, ports }: ReachPart) =>
  !allowed && ports.some((one) => one === 'any' || one === 'other');

/** What passes all the same. */
const always = () => `\nWhatever the policy says, these pass:\n${alwaysAllowed.map((one) => `  ${one}\n`).join('')}`;

/** A line per pair; what only some may do stands indented below. */
export function printMatrix(rows: readonly MatrixRow[]): string {
  const from = Math.max(...rows.map((row) => row.from.length));
  const to = Math.max(...rows.map((row) => row.to.length));
  const lines = rows.map((row) => {
    const exceptions = row.exceptions.map(
      (one) => `  ${one.from.join(' ')} → ${one.to.join(' ')}  ${one.ports.join(' ')}\n`,
    );
    return `${row.from.padEnd(from)} → ${row.to.padEnd(to)}  ${row.ports.join(' ') || '–'}\n${exceptions.join('')}`;
  });
  return `${lines.join('')}${always()}`;
}
