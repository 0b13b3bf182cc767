"""
Cuts the fonts that every page fetches (app/fonts.ts) from those of the packages @fontsource/ibm-plex-*: ASCII and the
punctuation of sentences, and of the mono one what addresses are made of by itself; without the figures of fractions, and of kerning what can be seen. Run once per version of the
packages (5.3.0), with fonttools and brotli: `python3 app/fonts/cut.py`.
"""

from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font
from fontTools.otlLib.builder import buildPairPosGlyphs, buildValue

UNICODES = "0020-007E,00A0,00B1,00B7,00D7,2013,2014,2018,2019,201C,201D,2026,2212"
# Addresses, UUIDs and digests: lists show these, and nothing else in that family.
ADDRESSES = "0020,002D-003A,0061-0066"
# Of a thousand units of an em: at 13 px an eighth of a pixel.
SEEN = 10


def cut(family, weight, unicodes=UNICODES, name=""):
    options = Options(flavor="woff2", layout_features=["kern", "liga"])
    font = load_font(f"node_modules/@fontsource/ibm-plex-{family}/files/ibm-plex-{family}-latin-{weight}-normal.woff2", options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(unicodes))
    subsetter.subset(font)
    if "GPOS" in font:
        keep_seen_kerning(font)
    save_font(font, f"app/fonts/plex-{family}{name}-{weight}.woff2", options)


def keep_seen_kerning(font):
    """The first subtable that knows a pair decides, as in layout; each lookup becomes a list of pairs."""
    glyphs = font.getGlyphOrder()
    for lookup in font["GPOS"].table.LookupList.Lookup:
        pairs = {}
        for subtable in lookup.SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            for first in inner.Coverage.glyphs:
                for second in glyphs:
                    if (first, second) not in pairs:
                        value = advance(inner, first, second)
                        if value is not None:
                            pairs[first, second] = value
        seen = {pair: (buildValue({"XAdvance": value}), None) for pair, value in pairs.items() if abs(value) >= SEEN}
        lookup.LookupType = 2
        lookup.SubTable = buildPairPosGlyphs(seen, font.getReverseGlyphMap())
        lookup.SubTableCount = len(lookup.SubTable)


def advance(subtable, first, second):
    """None: the subtable does not know the pair, and the next one is asked."""
    if subtable.Format == 1:
        records = subtable.PairSet[subtable.Coverage.glyphs.index(first)].PairValueRecord
        found = next((record.Value1 for record in records if record.SecondGlyph == second), None)
        return None if found is None else getattr(found, "XAdvance", 0)
    row = subtable.Class1Record[subtable.ClassDef1.classDefs.get(first, 0)]
    value = row.Class2Record[subtable.ClassDef2.classDefs.get(second, 0)].Value1
    return getattr(value, "XAdvance", 0) if value else 0


for family, weight in [("sans", 400), ("sans", 500), ("sans", 600), ("mono", 400)]:
    cut(family, weight)
cut("mono", 400, ADDRESSES, "-addresses")
