/** A point on the 8 × 16 grid that a letter is drawn on: capitals stand between y 2 and 11. */
export interface Point {
  x: number
  y: number
}

/** Lines of a pen: each a list of points. */
export type Glyph = readonly (readonly Point[])[]

/**
 * The pen strokes of ASCII 33 to 126, in order. A point is two hexadecimal digits, x and y; "|" lifts the pen;
 * each line holds some glyphs, two spaces apart. From these strokes come both the bitmap font of the text
 * console and, drawn with a round pen, lettering of any size.
 */
const strokes = `
32 38|3b  22 24|52 54  25 2b|55 5b|16 66|19 69  54 43 23 14 15 26 46 57 59 4a 2a 19|32 3b
12 22 23 13 12|5a 6a 6b 5b 5a|63 1a  6b 14 13 22 42 53 54 18 1a 2b 4b 68  32 34  52 43 34 39 4a 5b
22 33 44 49 3a 2b  34 3a|15 59|55 19  34 3a|07 67  3a 3b 2d  17 57  3a 4a 4b 3b 3a  62 0b
22 52 63 6a 5b 2b 1a 13 22|55 28  14 32 3b|1b 5b  13 22 52 63 65 1a 1b 6b  13 22 52 63 65 56 36|56 67 6a 5b 2b 1a
52 5b|52 19 69  62 12 16 56 67 6a 5b 2b 1a  62 32 14 1a 2b 5b 6a 68 57 27 18  12 62 64 38 3b
22 52 63 65 56 26 15 13 22|26 17 1a 2b 5b 6a 67 56  65 56 26 15 13 22 52 63 69 4b 1b
35 45 46 36 35|3a 4a 4b 3b 3a  35 45 46 36 35|3a 3b 2d  53 17 5b  16 56|19 59  13 57 1b
13 22 52 63 65 37 38|3b  69 59 49 38 36 45 55 59|69 64 52 22 13 1a 2b 6b
1b 13 22 52 63 6b|17 67  12 52 63 65 56 16|56 67 6a 5b 1b 12  63 52 22 13 1a 2b 5b 6a  12 42 64 69 4b 1b 12
62 12 1b 6b|16 56  62 12 1b|16 56  63 52 22 13 1a 2b 5b 6a 67 47  12 1b|62 6b|16 66
12 52|32 3b|1b 5b  32 62|52 5a 4b 2b 1a  12 1b|62 17|26 6b  12 1b 6b  0b 02 36 62 6b  1b 12 6b 62
22 52 63 6a 5b 2b 1a 13 22  1b 12 52 63 66 57 17  22 52 63 6a 5b 2b 1a 13 22|49 6c  1b 12 52 63 66 57 17|37 6b
63 52 22 13 15 26 56 67 6a 5b 2b 1a  02 62|32 3b  12 1a 2b 5b 6a 62  02 05 3b 65 62  02 0b 37 6b 62
02 03 6a 6b|62 63 0a 0b  02 03 37 63 62|37 3b  12 62 63 1a 1b 6b  51 31 3c 5c  02 6b  21 41 4c 2c
15 32 55  0d 6d  22 44
25 55 66 6b 2b 1a 19 28 68  12 1b 5b 6a 66 55 15  66 55 25 16 1a 2b 5b 6a  62 6b 2b 1a 16 25 65
18 68 66 55 25 16 1a 2b 5b 6a  52 42 33 3b|15 55  65 6d 5e 2e 1d|65 25 16 1a 2b 6b  12 1b|15 55 66 6b
32|25 35 3b|1b 5b  52|45 55 5d 4e 2e 1d  12 1b|65 28 6b|18 28  22 32 3b|1b 5b
0b 05 25 36 3b|36 45 55 66 6b  15 1b|15 55 66 6b  25 55 66 6a 5b 2b 1a 16 25  1e 15 55 66 6a 5b 1b
6e 65 25 16 1a 2b 6b  15 1b|17 35 55 66  66 55 25 16 17 28 58 69 6a 5b 2b 1a  33 3a 4b 5b 6a|15 65
15 1a 2b 6b 65  05 3b 65  05 0b 38 6b 65  05 6b|65 0b  15 1a 2b 6b|65 6d 5e 2e 1d  15 65 1b 6b
51 41 32 35 26 16|26 37 3b 4c 5c  31 3d  11 21 32 35 46 56|46 37 3b 2c 1c  18 27 37 48 58 67
`

const box = parse('11 61 6c 1c 11')
const glyphs = strokes
  .trim()
  .split(/ {2,}|\n/)
  .map(parse)

/** The strokes of a character; nothing for a space, a box for what is not in the table. */
export function glyphOf(character: string): Glyph {
  if (character === ' ' || character === '\u00a0') return []
  return glyphs[(character.codePointAt(0) ?? 0) - 33] ?? box
}

function parse(text: string): Glyph {
  return text.split('|').map(line =>
    line.split(' ').map(point => ({
      x: Number.parseInt(point.slice(0, 1), 16),
      y: Number.parseInt(point.slice(1), 16),
    })),
  )
}
