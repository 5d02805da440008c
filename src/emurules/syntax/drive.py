"""Reading with a parser token by token: to the end, or to the place where it cannot go on.

What lives here: the loop around lark, and the two questions that messages ask of it: what could have stood
here, and would it go on if this were written instead. Guarantees: none of lark's exceptions leave this
module. Left out: what to say about a stop (mistakes) and where to go on after it (recover).
"""

from __future__ import annotations

import re
from collections import deque
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import frozen

from emurules.source import Span
from emurules.syntax.dialects import DECLARATIONS
from emurules.syntax.grammar import REST, parser
from emurules.syntax.limits import DEPTH, Refusal

if TYPE_CHECKING:
    from lark import Token

_KEPT = 8
_LINE_END = re.compile(r"[\r\n]")
_OPENING = frozenset(
    ["LPAR", "NOT", "MIN", "MAX", "ABS", "ROUND", "FLOOR", "CEIL", "TALLY", "DAYS", "DAYS_LATE"]
)


@frozen(eq=False)
class Stop:
    """Where reading stopped, and why.

    Attributes:
        at: the start of what does not fit; the length of the text at its end.
        rule, declaration: what was being read, and where it starts; reading it again stops here again.
        last: the last token that fits.
        stack: the parts read so far and not yet made into one, the latest last.
        refusal: set if the text fits the grammar and a builder refused it.
    """

    at: int
    rule: str
    declaration: int
    last: Token | None
    stack: tuple[Any, ...]
    refusal: Refusal | None = None

    @property
    def last_end(self) -> int:
        """The end of the last token that fits."""
        return self.declaration if self.last is None else self.last.end_pos or 0


def drive(name: str, text: str, rule: str, start: int, kept: list[Token] | None = None) -> Any:
    """What the builders make of a text in this dialect from a place on, or a `Stop`.

    Whoever gives a list gets every token in it: the formatter writes them anew.
    """
    from lark.exceptions import UnexpectedInput

    session = _session(name, text, rule, start)
    state = session.parser_state
    last, declaration, reading = None, start, rule
    try:
        for token in session.lexer_thread.lex(state):
            state.feed_token(token)
            last = token
            if kept is not None:
                kept.append(token)
            if token.type in DECLARATIONS:
                declaration, reading = token.start_pos or 0, REST
            if len(state.state_stack) > DEPTH:
                _bound_nesting(state.value_stack, token)
        return session.feed_eof(last)
    except UnexpectedInput as error:
        at = _place(error, len(text))
        return Stop(at, reading, declaration, last, tuple(state.value_stack))
    except Refusal as refusal:
        return Stop(refusal.span.start, reading, declaration, last, tuple(state.value_stack), refusal)


@frozen(eq=False)
class Checkpoint:
    """The parser after a token near a stop; `place` is the end of that token."""

    place: int
    states: tuple[Any, ...]
    values: tuple[Any, ...]


def checkpoints(name: str, text: str, stop: Stop) -> tuple[Checkpoint, ...]:
    """The parser after each of the last tokens before a stop, the latest last; nothing is built."""
    from lark.exceptions import UnexpectedInput

    session = _session(name, text, stop.rule, stop.declaration, builders=False)
    state = session.parser_state
    kept = deque([Checkpoint(stop.declaration, tuple(state.state_stack), ())], maxlen=_KEPT)
    with suppress(UnexpectedInput):
        for token in session.lexer_thread.lex(state):
            if (token.start_pos or 0) >= stop.at:
                break
            state.feed_token(token)
            kept.append(Checkpoint(token.end_pos, tuple(state.state_stack), tuple(state.value_stack)))
    return tuple(kept)


def expected(name: str, text: str, stop: Stop, last: Checkpoint) -> frozenset[str]:
    """The terminals that could have stood where reading stopped."""
    session = _session(name, text, stop.rule, last.place, builders=False)
    _restore(session, last)
    return frozenset(session.accepts())


def goes_on(name: str, text: str, stop: Stop, start: Checkpoint, replaced: Span, replacement: str) -> bool:
    """Whether reading would go on past the stop, and past the next token of its line, with this there.

    `start` is a checkpoint before what is replaced.
    """
    from lark.exceptions import UnexpectedInput

    before = text[start.place : replaced.start]
    line_end = _LINE_END.search(text, max(replaced.end, stop.at))
    after = text[replaced.end : line_end.start() if line_end else len(text)]
    target = len(before) + len(replacement) + max(0, stop.at - replaced.end)
    session = _session(name, before + replacement + after, stop.rule, 0, builders=False)
    _restore(session, start)
    try:
        for token in session.lexer_thread.lex(session.parser_state):
            session.parser_state.feed_token(token)
            if (token.start_pos or 0) >= target:
                return True
    except UnexpectedInput:
        return False
    return True


def _restore(session: Any, start: Checkpoint) -> None:
    session.parser_state.state_stack[:] = start.states
    session.parser_state.value_stack[:] = start.values


def _session(name: str, text: str, rule: str, start: int, *, builders: bool = True) -> Any:
    """A parser at a place of a text; half of what lark has here is untyped."""
    session: Any = parser(name).parse_interactive(text, start=rule)
    session.lexer_thread.state.line_ctr.char_pos = start
    if not builders:
        session.parser_state.parse_conf.callbacks = {}
    return session


def _place(error: Any, end: int) -> int:
    token = getattr(error, "token", None)
    if token is not None and token.type == "$END":
        return end
    return int(error.pos_in_stream)


def _bound_nesting(stack: list[Any], token: Token) -> None:
    """Refuse what opens too often without closing; the tree need not be deep for it."""
    kinds = [part.type if isinstance(part, type(token)) else "" for part in stack]
    unary = sum(kind == "MINUS" and before != "" for before, kind in pairwise(kinds))
    if unary + sum(kind in _OPENING for kind in kinds) > DEPTH:
        span = Span(token.start_pos or 0, token.end_pos or 0)
        raise Refusal("nesting-too-deep", span, limit=str(DEPTH))
