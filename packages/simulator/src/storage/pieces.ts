/** Bytes of a piece, unless a single line is longer. */
const pieceLength = 256 * 1024;

/** Lines put together to pieces, so that to write them takes few calls. */
export function* inPieces(lines: Iterable<Buffer>): Iterable<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for (const line of lines) {
    waiting.push(line);
    length += line.length;
    if (length < pieceLength) continue;
    yield Buffer.concat(waiting);
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield Buffer.concat(waiting);
}
