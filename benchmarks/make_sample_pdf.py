"""Makes `raw/quarterly-incident-review.pdf`, the sample report in PDF.

Usage: python benchmarks/make_sample_pdf.py [OUT]

Running headers, page numbers and hyphenated line ends are there on purpose: they are what PDF
reports bring. The incidents, groups and officials are invented. The same script gives the same
bytes: reportlab's invariant mode leaves out the time of making.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from reportlab.lib.pagesizes import A5
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

TITLE = "Quarterly Incident Review, April to June 2021"
HEADER = "Observatory of the River Bend | Quarterly Incident Review 2/2021"
FONT, BOLD, SIZE, LEADING = "Times-Roman", "Times-Bold", 10, 13
MARGIN, TOP, BOTTOM = 84, 520, 60
SOFT = "\u00ad"

TEXT = """
# Overview
Between 1 April and 30 June 2021 the Observatory recorded 57 incidents in the bend of the Niger River, \
compared with 48 in the first quarter. Civilians suffered most: 61 of the 93 people who were killed \
were not members of an armed group or of the security forces. The figures are minimum figures and \
rest on at least two independent sources each.
# Roadside bombs
On 2 April 2021 a roadside bomb hit a bus between Gao and Gossi. Seven passengers were killed and nine were \
injured. On 24 April 2021 a mine exploded under an army vehicle near Tessit; three soldiers died. \
No group claimed responsibility for either attack. The Malian Armed Forces (FAMa) removed eleven \
explosive devices from the road in May 2021.
# Abductions
Gunmen of Harakat al-Sabr (HAS) kidnapped three aid workers near M\u00e9naka on 21 April 2021. They were \
released unharmed on 28 April 2021. On 10 May 2021 members of the Azgar Brigades abducted a livestock trader \
in Bourem. His whereabouts are unknown. In all, the Observatory recorded nine abductions, \
two more than in the first quarter of the year.
# Agreements and their failure
The Sahel Liberation Front (SLF) and the Gourma Self-Defence Committee (GSDC) signed an agreement \
in Niamey on 5 May 2021. It was witnessed by delegates of the Economic Community of West African \
States (ECOWAS). Five weeks later it broke down. On 12 June 2021 GSDC militiamen attacked the village of \
Wadi Tarsa, south of Gossi, and killed 19 civilians. About 600 people fled to Douentza. On 17 June 2021 \
the two groups clashed near Hombori, and 11 people were killed.
# Protests
Hundreds of people demonstrated in Gao on 9 April 2021 after the bus bombing, and police arrested 23 of them. \
On 19 June 2021 demonstrators blocked the bridge of Wabaria in Gao. On 26 June 2021 teachers went on \
strike in Timbuktu to demand their salaries. The strike was peaceful.
# Attacks on aviation
Rockets fell on the airport of S\u00e9var\u00e9 on 20 June 2021, killing two workers. Harakat al-Sabr \
claimed the attack. It was the first attack on an airport in the region since 2018.
# Method
Incidents are taken from radio reports, partner organisations and interviews, and are entered once two \
sources agree on the day and the place. Where sources differ, the lower figure is printed. Threats, rumours \
and planned operations are not counted. Ibrahima Maouloud and Claire Desmoulin compiled this review in \
Gao. Comments are welcome and will be taken up in the next issue, which is due in October 2021.
"""


# Where these words may be broken at the end of a line.
BREAKS = """
Obser-vatory inci-dents com-pared quar-ter civil-ians mem-bers secu-rity mini-mum fig-ures inde-pendent passen-gers
explo-ded vehi-cle sol-diers respon-sibility explo-sive de-vices re-moved kid-napped re-leased un-harmed live-stock
where-abouts re-corded abduc-tions Libera-tion Com-mittee agree-ment wit-nessed dele-gates Eco-nomic Com-munity
militia-men vil-lage clash-ed Hun-dreds demon-strated bomb-ing demon-strators teach-ers sala-ries peace-ful Rock-ets
air-port work-ers claim-ed re-gion Inci-dents organi-sations inter-views en-tered sour-ces print-ed Threats
opera-tions count-ed com-piled Com-ments Oc-tober
"""


def lines() -> list[tuple[str, str]]:
    """Return `(font, line)` for the whole text, with words broken at soft hyphens where a line would be short."""
    width = A5[0] - 2 * MARGIN
    breaks = {word.replace("-", ""): word.replace("-", SOFT) for word in BREAKS.split()}
    text = re.sub(r"[^\W\d]+", lambda word: breaks.get(word[0], word[0]), TEXT.strip())
    out: list[tuple[str, str]] = []
    for paragraph in text.splitlines():
        if paragraph.startswith("# "):
            out += [(FONT, ""), (BOLD, paragraph[2:])]
            continue
        rest = paragraph
        while rest:
            line, rest = _first_line(rest, width)
            out.append((FONT, line))
    return out


def _first_line(text: str, width: float) -> tuple[str, str]:
    """Split off what fits on one line, breaking the next word at a soft hyphen when its head still fits."""
    plain = simpleSplit(text.replace(SOFT, ""), FONT, SIZE, width)[0]
    words = text.split(" ")
    count = len(plain.split(" "))
    if count == len(words):
        return plain, ""
    head, hyphen, tail = words[count].partition(SOFT)
    broken = f"{plain} {head}-"
    if hyphen and simpleSplit(broken, FONT, SIZE, width) == [broken]:
        return broken, " ".join([tail, *words[count + 1 :]])
    return plain, " ".join(words[count:])


def draw(out: Path) -> None:
    """Write the report to `out`."""
    canvas = Canvas(str(out), pagesize=A5, invariant=1, pageCompression=1)
    canvas.setTitle(TITLE)
    canvas.setAuthor("Observatory of the River Bend")
    page, y = 0, 0.0
    for font, line in [(BOLD, TITLE), *lines()]:
        if y < BOTTOM:
            if page:
                canvas.showPage()
            page, y = page + 1, TOP
            canvas.setFont(FONT, 8)
            canvas.drawString(MARGIN, A5[1] - 36, HEADER)
            canvas.drawCentredString(A5[0] / 2, 30, f"Page {page}")
        canvas.setFont(font, SIZE)
        canvas.drawString(MARGIN, y, line)
        y -= LEADING
    canvas.save()


if __name__ == "__main__":
    SAMPLE = Path(__file__).parents[1] / "raw" / "quarterly-incident-review.pdf"
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
