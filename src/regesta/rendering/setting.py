"""The environment that templates are set in: everything escaped, an unknown name an error, compiled once.

A page has a thousand small pieces. Jinja makes an object of markup of each, to be joined at once; here a piece becomes
a plain string, with the same characters in it.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from regesta.rendering.assets import folders
from regesta.rendering.compiled import FOLDER, Compiled


def escaped(value: object) -> str:
    """What `markupsafe.escape` makes of a value, as a plain string; most hold nothing that has to be escaped."""
    if type(value) is not str:
        return value if isinstance(value, Markup) else str(value if type(value) is int else escape(value))
    if "&" in value:
        value = value.replace("&", "&amp;")
    if ">" in value:
        value = value.replace(">", "&gt;")
    if "<" in value:
        value = value.replace("<", "&lt;")
    if "'" in value:
        value = value.replace("'", "&#39;")
    return value.replace('"', "&#34;") if '"' in value else value


class Generator(CodeGenerator):
    """Writes the code of a template, with our way of escaping in place of the one that makes objects."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Begin what turns one value into a piece of the page."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"environment.escaped({finalize.src or ''}")


class Setting(Environment):
    """An environment whose templates are compiled by our generator."""

    code_generator_class = Generator
    escaped = staticmethod(escaped)


def templates(folder: Path | None = None) -> Environment:
    """The templates, those in the folder of an edition before ours; it may keep what they are compiled to."""
    return Setting(
        loader=FileSystemLoader([str(path) for path in folders("templates", folder)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=Compiled(folder, (__file__,)) if folder and (folder / FOLDER).parent.is_dir() else None,
    )
