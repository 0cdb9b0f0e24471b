// Lines are indented, and refuse a second line inside one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../../test/hostile-data.js';
import { keyValueLines, lines } from './lines.js';
import { PrintError } from './print-error.js';

describe('lines', () => {
  it('indents what is inside', () => {
    const text = lines((write, indented) => {
      write('table inet filter {');
      indented(() => {
        write('chain input {');
        indented(() => write('type filter hook input priority filter; policy drop;'));
        write('}');
        write('');
        write('# end');
      });
      write('}');
      write('');
    });
    expect(text).toBe(`table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
  }

  # end
}
`);
  });

  it('writes one line per call or refuses', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const print = () => lines((write, indented) => indented(() => write(text)));
        if (/[\p{Cc}\u2028\u2029]/u.test(text.replaceAll('\t', ''))) expect(print).toThrow(PrintError);
        else expect(print()).toBe(text === '' ? '\n' : `  ${text}\n`);
      }),
      { numRuns: 500 },
    );
  });
});

describe('keyValueLines', () => {
  it('prints a key with or without a value', () => {
    const entries = [
      ['bogus-priv'],
      ['dhcp-range', '10.0.0.100,10.0.0.200,12h'],
      ['cache-size', 1000],
      ['server', ''],
    ] as const;
    expect(keyValueLines(entries)).toBe('bogus-priv\ndhcp-range=10.0.0.100,10.0.0.200,12h\ncache-size=1000\nserver=\n');
  });

  it.each([
    ['a\nb'],
    ['a=b'],
    [''],
    ['#a'],
    ['k', 'a\nb'],
    ['k', 'a\r'],
    ['k', 'a #b'],
    ['k', '#b'],
    ['k', ' a'],
    ['k', '\ud800'],
  ])('refuses %j %j', (...entry) => {
    expect(() => keyValueLines([entry as [string, string]])).toThrow(PrintError);
  });
});
