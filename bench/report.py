# SPDX-License-Identifier: MIT-0
"""Tables, and a chart, of what bench/run has measured."""
import math
import statistics

from rows import CORE, GROWTH, ROWS, SCALES, SIZES


def median(values):
    """A word in place of a number says why there is none."""
    if not values or isinstance(values[0], str):
        return None
    return statistics.median(values)


def number(x):
    if x is None:
        return "-"
    if x >= 100:
        return "{:,.0f}".format(x)
    return "%.1f" % x if x >= 10 else "%.2f" % x


def times(x):
    return "%.2gx" % x if x < 1 else "%.1fx" % x


def what_of(row):
    return next(r.what for r in ROWS if r.name == row)


# ---- Judging ---------------------------------------------------------------


def verdict(row, got):
    mine = median(got["baton"])
    if mine is None:
        return "missed: " + got["baton"][0]
    missed, unknown = [], []
    if row.goal is not None and mine > row.goal:
        missed.append("goal %g" % row.goal)
    for name, most in row.beside.items():
        theirs = median(got.get(name))
        if not theirs:
            unknown.append(name)
        elif mine / theirs > most:
            missed.append("%.3gx %s, not %.2g" % (mine / theirs, name, most))
    if missed:
        return "missed: " + "; ".join(missed)
    if row.goal is None and not row.beside:
        return "no goal"
    return "met" + (", %s not here" % ", ".join(unknown) if unknown else "")


# ---- Tables ----------------------------------------------------------------


def cell(mine, values):
    if values and isinstance(values[0], str):
        return values[0]
    theirs = median(values)
    if theirs is None:
        return "-"
    if not mine:
        return number(theirs)
    return "%s (%s)" % (number(theirs), times(mine / theirs))


def line(row, got, names):
    values = got["baton"]
    mine = median(values)
    if mine is None:
        own = values[0]
    elif min(values) == max(values):
        own = "**%s**" % number(mine)
    else:
        own = "**%s** (%s-%s)" % (number(mine), number(min(values)),
                                  number(max(values)))
    cells = [row.what, row.unit, own, number(median(got.get("virtual")))]
    cells += [cell(mine, got.get(n)) for n in names]
    return "| %s |" % " | ".join(cells + [verdict(row, got)])


def main_table(rows, names):
    head = ["work", "unit", "Baton (range)", "virtual clock"] + names
    lines = ["| %s |" % " | ".join(head + ["goal"]),
             "|" + "---|" * (len(head) + 1)]
    for row in ROWS:
        if rows.get(row.name, {}).get("baton"):
            lines.append(line(row, rows[row.name], names))
    return "\n".join(lines) + "\n"


def growth(cells):
    if any(c is None for c in cells):
        return ""
    x = cells[-1] / cells[1]
    if x > GROWTH:
        return "missed: %s, not %d" % (times(x), GROWTH)
    return "met: " + times(x)


def scale_table(scales):
    if not scales:
        return ""
    lines = ["| ns for one of | %s | from 10,000 on |" %
             " | ".join("{:,}".format(n) for n in SIZES),
             "|" + "---|" * (len(SIZES) + 2)]
    for name, what in SCALES:
        cells = [median(scales.get(name, {}).get(str(n))) for n in SIZES]
        lines.append("| %s | %s | %s |" % (
            what, " | ".join(number(c) for c in cells), growth(cells)))
    return "\n".join(lines) + "\n"


def off_ratios(rows):
    """What a tracer that is off costs: the least of both, since noise only
    ever adds."""
    return {row: min(rows[row]["baton"]) / min(rows[row]["untraced"])
            for row in CORE if rows.get(row, {}).get("untraced")}


def off_table(rows):
    ratios = off_ratios(rows)
    if not ratios:
        return ""
    lines = ["| work | tracer off, ns | built without, ns | |",
             "|---|---|---|---|"]
    for row, x in ratios.items():
        lines.append("| %s | %s | %s | %.2fx |" % (
            what_of(row), number(min(rows[row]["baton"])),
            number(min(rows[row]["untraced"])), x))
    return "\n".join(lines) + "\n"


def report(results):
    """All of it, as Markdown."""
    parts = ["%d rounds on one processor; %s." % (results["rounds"],
                                                  results["versions"])]
    if results["missing"]:
        parts.append("Left out: %s." % "; ".join(results["missing"]))
    parts.append(main_table(results["rows"], results["peers"]))
    if results["scales"]:
        parts += ["### With more and more of them",
                  scale_table(results["scales"])]
    off = off_table(results["rows"])
    if off:
        parts += ["### A tracer that is built in and off", off]
    return "\n\n".join(p.strip() for p in parts) + "\n"


# ---- The chart -------------------------------------------------------------

COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00",
           "#f0e442", "#999999", "#000000", "#666666"]
LEFT, DECADE, LINE = 260, 95, 22
POWERS = range(-2, 5)  # of ten, from the left to the right


def x_of(ratio):
    power = min(max(math.log10(ratio), POWERS[0]), POWERS[-1])
    return LEFT + (power - POWERS[0]) * DECADE


def dots(y, got, names):
    mine = median(got["baton"])
    for i, name in enumerate(names):
        theirs = median(got.get(name))
        if not theirs or not mine:
            continue
        yield ('<circle cx="%.1f" cy="%d" r="5" fill="%s" stroke="#fff">'
               '<title>%s: %s</title></circle>' % (
                   x_of(theirs / mine), y, COLOURS[i % len(COLOURS)], name,
                   times(theirs / mine)))


def chart(results):
    """How many times what Baton needs each peer needs, on a log scale."""
    names, rows = results["peers"], results["rows"]
    shown = [r for r in ROWS
             if any(median(rows.get(r.name, {}).get(n)) for n in names)
             and median(rows[r.name].get("baton"))]
    height = 50 + LINE * len(shown)
    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="860" height="%d" '
           'font-family="sans-serif" font-size="12">' % (height + 40),
           '<rect width="100%" height="100%" fill="#fff"/>',
           '<text x="%d" y="16">right of 1x: needs more than Baton</text>' %
           (x_of(1) + 6)]
    for power in POWERS:
        x = x_of(10.0 ** power)
        out.append('<line x1="%d" y1="38" x2="%d" y2="%d" stroke="%s"/>'
                   '<text x="%d" y="32" text-anchor="middle">%gx</text>'
                   % (x, x, height, "#888" if power == 0 else "#ddd", x,
                      10.0 ** power))
    for i, row in enumerate(shown):
        y = 52 + LINE * i
        out.append('<text x="%d" y="%d" text-anchor="end">%s</text>'
                   % (LEFT - 10, y + 4, row.what.replace("`", "")))
        out += dots(y, rows[row.name], names)
    x = 20
    for i, name in enumerate(names):
        out.append('<circle cx="%d" cy="%d" r="5" fill="%s"/>'
                   '<text x="%d" y="%d">%s</text>'
                   % (x, height + 20, COLOURS[i % len(COLOURS)], x + 9,
                      height + 24, name))
        x += 28 + 8 * len(name)
    return "\n".join(out + ["</svg>"]) + "\n"
