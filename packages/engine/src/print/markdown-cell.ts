// Makes any text a cell of a Markdown table that shows exactly this text.

/** What starts markup, and what GitHub makes a link of by itself: inside a link no escape would be undone. */
const SPECIAL = /[\\`*_[\]<>&|~$@]|:(?=\/\/)|(?<=www)\./gi;
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/g;
const CONTROL = /\p{Cc}/gu;

/** Not for a code span. A backslash is written as an entity: renderers disagree on `\\\\` in front of a pipe. */
export function markdownCell(value: string): string {
  const escaped = value.replace(SPECIAL, (found) => (found === '\\' ? '&#92;' : `\\${found}`));
  return escaped.replace(LINE_BREAK, '<br>').replace(CONTROL, ' ').toWellFormed();
}
