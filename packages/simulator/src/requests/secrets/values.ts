/**
 * Where a value of JSON ends that begins at `begin`; the end of the text where it does not end. It may stand in JSON
 * within JSON, where quotes have backslashes before them. What stands in no quotes goes on to the next comma, bracket,
 * quote or line.
 */
export function endOfValue(text: string, begin: number): number {
  const opening = /\\*["']/y;
  opening.lastIndex = begin;
  if (opening.test(text)) return endOfString(text, opening.lastIndex - 1);
  const first = text[begin];
  return first === '{' || first === '[' ? endOfNested(text, begin) : endOfBare(text, begin);
}

function endOfBare(text: string, begin: number): number {
  const end = /[,\]}\r\n"'\\]/g;
  end.lastIndex = begin;
  return end.exec(text)?.index ?? text.length;
}

function endOfNested(text: string, begin: number): number {
  const marks = /[{}[\]"']/g;
  marks.lastIndex = begin;
  let depth = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    if (mark[0] === '"' || mark[0] === "'") marks.lastIndex = endOfString(text, mark.index);
    else depth += mark[0] === '{' || mark[0] === '[' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

/** Behind the quote that ends the string which the quote at `opening` begins. */
function endOfString(text: string, opening: number): number {
  const quote = text[opening] ?? '"';
  const slashes = slashesBefore(text, opening, 0);
  for (let end = text.indexOf(quote, opening + 1); end >= 0; end = text.indexOf(quote, end + 1)) {
    if (ends(slashesBefore(text, end, opening + 1), slashes)) return end + 1;
  }
  return text.length;
}

function slashesBefore(text: string, at: number, least: number): number {
  let first = at;
  while (first > least && text[first - 1] === '\\') first -= 1;
  return at - first;
}

/** Each level of JSON within JSON doubles the backslashes before a quote, and adds one. */
function ends(before: number, slashes: number): boolean {
  let left = before;
  for (let level = slashes; level > 0; level = (level - 1) >> 1) {
    if (left % 2 === 0) return true;
    left = (left - 1) / 2;
  }
  return left % 2 === 0;
}
