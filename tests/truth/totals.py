"""What points a ruleset can give, by brute force: the ground truth about gradings.

Each leaf is tried at all its points; leaves that share no fact are independent, so what a parent can give
is every sum of what its children can. The facts of a grading's guards are held fast meanwhile. Rulesets with
more than sums and the usual limits are left out, and so are those with bands that are themselves at fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, product
from math import gcd, lcm

from attrs import evolve, frozen
from tests.truth.evaluating import LeftOut, Names, Point, Value, value
from tests.truth.rows import (
    DECLARED,
    GAP,
    OVERLAP,
    UNREACHABLE,
    Fault,
    Rows,
    bands_of,
    faults_of,
    faults_over,
    holding,
)
from tests.truth.samples import points_of, pools_of, values_of
from tests.truth.variables import Room, room_of

from emurules.syntax import nodes

Node = nodes.Section | nodes.Criterion
Result = tuple[Fraction | None, Fraction]
"""Points (None if exempt) and what was attainable of the scale."""

MANY = 3_000
"""How many results a node may have."""


@frozen
class Tree:
    """The nodes below a section or criterion."""

    node: Node
    kind: str
    children: tuple[Tree, ...]


def quantity_faults(rows: Rows, tree: nodes.File, names: Names) -> tuple[frozenset[Fault], frozenset[Fault]]:
    """Faults of a grading: over what can be reached they must be found, over what only might be they may."""
    assert isinstance(rows.subject, nodes.Quantity)
    if any(isinstance(one, nodes.Total) for one in tree.declarations):
        raise LeftOut("a total with rules of its own")
    declared = tuple(one for one in tree.declarations if isinstance(one, DECLARED))
    for node in tree.declarations:
        for bands in bands_of(node) if isinstance(node, Node) else ():
            if any(slug in {GAP, OVERLAP} for slug, _ in chain(*faults_of(bands, declared))):
                raise LeftOut("bands below are at fault")
    roots = _trees(tree)
    guards = [row.guard for row in rows.rows if row.guard is not None]
    guard_room = room_of([*guards, *(row.head for row in rows.rows)], names)
    cases: list[tuple[Value, Point]] = []
    for fixed in points_of(guard_room, names):
        cases += [(found, fixed) for found in _quantity(rows.subject, roots, fixed, names)]
    sure, reached = faults_over(rows, cases, names)
    values = [found for found, _ in cases if isinstance(found, Fraction)]
    between = [(found, fixed) for fixed in points_of(guard_room, names) for found in _hull(values)]
    possible, _ = faults_over(rows, [*cases, *between], names)
    must = frozenset(one for one in sure if one in possible or one[0] == GAP)
    may = frozenset({("possible-gap", None)}) | (sure ^ possible)
    # A row that only values between take may be called unreachable, and one in the way of none is not.
    may = frozenset(one for one in may if one[0] != UNREACHABLE or one[1] not in reached)
    return must, may - {(GAP, None), *must}


def _hull(values: list[Fraction]) -> Iterator[Fraction]:
    """The grid on which the values stand, from the least to the greatest."""
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    bottom = lcm(*(one.denominator for one in values))
    step = Fraction(gcd(*(int((one - low) * bottom) for one in values)), bottom)
    if step and (high - low) / step <= 20_000:
        yield from (low + number * step for number in range(int((high - low) / step) + 1))


# ---------------------------------------------------------------- the tree of points


def _trees(tree: nodes.File) -> list[Tree]:
    """Sections, or criteria where there are none, with what stands below them, by ids and by order."""
    found = [one for one in tree.declarations if isinstance(one, Node)]
    ids = {one.id.text for one in found}
    above: dict[str, list[Node]] = {}
    kinds: dict[str, str] = {}
    roots: list[Node] = []
    section = ""
    for one in found:
        prefix = one.id.text.rpartition(".")[0]
        if isinstance(one, nodes.Section) and not prefix:
            section = one.id.text
            kinds[section] = one.kind
            roots.append(one)
            continue
        if not section and prefix not in ids:
            kinds[one.id.text] = "main"
            roots.append(one)
            continue
        above.setdefault(prefix if prefix in ids else section, []).append(one)

    def below(node: Node, kind: str) -> Tree:
        return Tree(node, kind, tuple(below(one, kind) for one in above.get(node.id.text, ())))

    return [below(one, kinds[one.id.text]) for one in roots]


def _quantity(quantity: nodes.Quantity, roots: list[Tree], fixed: Point, names: Names) -> set[Fraction]:
    if quantity.node is not None:
        roots = [one for root in roots for one in _all(root) if one.node.id == quantity.node]
        results = _results(roots[0], fixed, names)
        if quantity.kind == "share" and roots[0].kind != "main":
            raise LeftOut("a share of no scale")
    else:
        _independent(roots, fixed, names)
        results = _sums([_results(one, fixed, names) for one in roots])
    match quantity.kind:
        case "points":
            whole = Fraction(0) if quantity.node is None else None
            given = (whole if points is None else points for points, _ in results)
            return {points for points in given if points is not None}
        case "share":
            return {(points or 0) / whole for points, whole in results if whole}
        case "attainable":
            return {whole for _, whole in results}
    raise LeftOut("a quantity that depends on nothing")


def _all(tree: Tree) -> Iterator[Tree]:
    yield tree
    for child in tree.children:
        yield from _all(child)


def _independent(trees: list[Tree], fixed: Point, names: Names) -> None:
    """Leaves with a fact in common, other than those held fast, cannot be summed up one by one."""
    seen: set[str] = set()
    for one in chain.from_iterable(map(_all, trees)):
        if not one.children:
            used = {variable.name for variable in _room(one.node, names).variables} - fixed.keys()
            if used & seen:
                raise LeftOut("criteria with facts in common")
            seen |= used


def _sums(results: list[set[Result]]) -> set[Result]:
    sums: set[Result] = {(None, Fraction(0))}
    for more in results:
        sums = {(_plus(one, two), left + right) for one, left in sums for two, right in more}
        if len(sums) > MANY:
            raise LeftOut("too many results")
    return sums


def _plus(one: Fraction | None, two: Fraction | None) -> Fraction | None:
    return two if one is None else one if two is None else one + two


def _results(tree: Tree, fixed: Point, names: Names) -> set[Result]:
    """What a node can give, and what of it was attainable."""
    _independent([tree], fixed, names)
    worth = _worth(tree)
    if not tree.children:
        return _leaf(tree, worth, fixed, names)
    if any(isinstance(one, LIMITS) for one in tree.node.statements) or tree.node.rescaled:
        raise LeftOut("a parent with rules of its own")
    sums = _sums([_results(one, fixed, names) for one in tree.children])
    return {
        (None, Fraction(0))
        if points is None
        else (_limited(points, tree.kind, worth), whole if worth is None else min(whole, worth))
        for points, whole in sums
    }


LIMITS = (
    nodes.Award | nodes.Bands | nodes.Reduce | nodes.Zero | nodes.Exempt | nodes.Limit | nodes.Rounded
    | nodes.BestOfParts
)  # fmt: skip


def _worth(tree: Tree) -> Fraction | None:
    match tree.node.worth:
        case nodes.Number(value=worth):
            return worth
        case None if tree.children:
            return None
    raise LeftOut("a worth that is no number")


def _limited(points: Fraction, kind: str, worth: Fraction | None) -> Fraction:
    if worth is None:
        return points
    low, high = (-worth, Fraction(0)) if kind == "penalty" else (Fraction(0), worth)
    return min(max(points, low), high)


def _room(node: Node, names: Names) -> Room:
    read: list[object] = []
    for one in node.statements:
        match one:
            case nodes.Bands(subject=subject, guard=guard, rows=rows):
                read += [subject, *([guard] if guard else [])]
                read += [part for row in rows for part in (row.head, row.guard, row.points) if part]
            case nodes.Award(points=points, modifiers=modifiers):
                read += [points, *modifiers]
            case nodes.Exempt(condition=condition) | nodes.Zero(condition=condition):
                read.append(condition)
            case nodes.Limit() | nodes.Reduce() | nodes.Rounded() | nodes.BestOfParts():
                raise LeftOut("a leaf with limits of its own")
    return room_of(read, names)


def _leaf(tree: Tree, worth: Fraction | None, fixed: Point, names: Names) -> set[Result]:
    assert worth is not None
    room = _room(tree.node, names)
    free = evolve(room, variables=tuple(one for one in room.variables if one.name not in fixed))
    attainable = worth if tree.kind == "main" else Fraction(0)
    found: set[Result] = set()
    for point in _points(room, free, fixed, names):
        points = _points_at(tree.node, point, names)
        if points is None:
            found.add((None, Fraction(0)))
        else:
            found.add((_limited(points, tree.kind, worth), attainable))
    return found


def _points(room: Room, free: Room, fixed: Point, names: Names) -> Iterator[Point]:
    if room == free:
        yield from points_of(room, names)
        return
    if any(one.only_when is not None or one.base is not None for one in room.variables) or room.requires:
        raise LeftOut("facts held fast that others depend on")
    pools = pools_of(room, names)
    for chosen in product(*(values_of(one, pools) for one in free.variables)):
        yield {**fixed, **dict(zip([one.name for one in free.variables], chosen, strict=True))}


def _points_at(node: Node, point: Point, names: Names) -> Fraction | None:
    """A leaf's points at a point; None if it is exempt."""
    zero = False
    total = Fraction(0)
    for one in node.statements:
        match one:
            case nodes.Exempt(condition=condition, scoring=None):
                if value(condition, point, names) is not False:
                    return None
            case nodes.Exempt():
                raise LeftOut("an exemption with points")
            case nodes.Zero(condition=condition):
                zero = zero or value(condition, point, names) is True
    for rows in bands_of(node):
        if rows.guard is not None and value(rows.guard, point, names) is not True:
            continue
        held = holding(rows, value(rows.subject, point, names), point, names)
        if not held:
            return None
        row = rows.rows[held[0]]
        assert isinstance(row, nodes.Row)
        points = value(row.points, point, names)
        deduct = next(
            one.deduct for one in node.statements if isinstance(one, nodes.Bands) and row in one.rows
        )
        total += _number(points) * (-1 if deduct else 1)
    for one in node.statements:
        if isinstance(one, nodes.Award):
            total += _award(one, point, names)
    return Fraction(0) if zero else total


def _award(one: nodes.Award, point: Point, names: Names) -> Fraction:
    points = _number(value(one.points, point, names))
    most = None
    for modifier in one.modifiers:
        match modifier:
            case nodes.When(condition=condition):
                if value(condition, point, names) is not True:
                    return Fraction(0)
            case nodes.Per(quantity=quantity, size=None):
                points *= _number(value(quantity, point, names))
            case nodes.AtMost(limit=limit):
                most = _number(value(limit, point, names))
            case _:
                raise LeftOut("groups")
    points = points if most is None else min(points, most)
    return -points if one.deduct else points


def _number(found: Value) -> Fraction:
    if not isinstance(found, Fraction):
        raise LeftOut("points without a value")
    return found
