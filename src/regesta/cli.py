"""The command line: commands, exit codes, what is shown; no work of its own.

Exit 0 is fit to publish, 1 findings at or above the threshold, 2 a fault of the operator, 130 interrupted. The report
goes to stdout and ends with the summary, progress goes to stderr. The operator never sees a traceback. Each command
loads what it needs and no more: all the rules for reading a transcript take longer than finding that nothing changed.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, NoReturn

import click
import msgspec
from msgspec.structs import replace

from regesta import __version__, standing
from regesta.findings import Finding, OperatorError
from regesta.reporting import Options, Report, as_json, lines_of, summary, verdict
from regesta.showing import Shown

Format = Literal["text", "json"]

VALUES_AT_ONCE = 50_000
"""New values after which circles among them are looked for: a build makes very many values, and hardly a circle."""
COLOURS = {"error": "red", "warning": "yellow", "notice": "cyan"}
PATH = click.Path(path_type=Path)


class Share(click.ParamType[tuple[int, int]]):
    """One share of the work: 2/3 is the second of three."""

    name = "K/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The two numbers; a share that does not exist is a fault of usage."""
        number, _, of = str(value).partition("/")
        if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            self.fail(f"{value!r} is no share; 2/3 is the second of three", param, ctx)
        return int(number), int(of)


edition_argument = click.argument("edition", type=PATH, default=".")
out_option = click.option("-o", "--out", type=PATH, default="site", show_default=True, help="Folder of the site.")
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Of the report."
)
strict_option = click.option("--strict", is_flag=True, help="Warnings fail, too.")
jobs_option = click.option("--jobs", type=click.IntRange(1), help="Processes; as many as there are processors.")
guesses_option = click.option(
    "--accept-guesses",
    is_flag=True,
    help="Publish the best guess for anchors in doubt instead of stopping; the ledger marks each as a guess.",
)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; whatever goes wrong ends in one clear message and the promised exit code."""
    gc.set_threshold(VALUES_AT_ONCE)
    try:
        sys.exit(commands.main(arguments, prog_name="regesta", standalone_mode=False) or 0)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _stop("regesta: interrupted", 130)
    except click.ClickException as fault:
        fault.show()
        sys.exit(2)
    except BrokenPipeError:  # the reader of our report has gone: | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OperatorError as fault:
        _stop(f"regesta: {fault}", 2)
    except OSError as fault:
        _stop(f"regesta: {fault.filename or 'the system'}: {fault.strerror or fault}", 2)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="regesta")
def commands() -> None:
    """Turn a folder of archive transcripts into a static documentary edition."""


@commands.command("build")
@edition_argument
@out_option
@click.option("--fresh", is_flag=True, help="Make and write everything anew, keep nothing of the last build.")
@strict_option
@jobs_option
@click.option("--no-search", is_flag=True, help="Leave the search index out.")
@click.option("--no-exports", is_flag=True, help="Leave the books of the edition out.")
@click.option("--base-url", default="", help="Where the site will be published.")
@click.option(
    "--shard", type=Share(), help="Only read every N-th transcript, beginning with the K-th, for a later build."
)
@format_option
@guesses_option
def build_command(
    edition: Path, out: Path, *, strict: bool, form: Format, shard: tuple[int, int] | None, **given: Any
) -> int:
    """Build the site of an edition, whole or not at all."""
    options = _options(**given)
    if shard:
        return _read_shard(edition, out, shard, options)
    started = time.perf_counter()
    report = standing.report_of(edition, out, options)
    if report:
        return _show(replace(report, seconds=round(time.perf_counter() - started, 3)), strict=strict, form=form)
    from regesta.pipeline import build

    return _show(_watched(build, edition, out, options), strict=strict, form=form)


@commands.command("check")
@edition_argument
@out_option
@strict_option
@jobs_option
@format_option
@guesses_option
def check_command(edition: Path, out: Path, *, strict: bool, form: Format, **given: Any) -> int:
    """Read, normalise, anchor and link; report what was found; write nothing."""
    from regesta.pipeline import check

    return _show(_watched(check, edition, out, _options(**given)), strict=strict, form=form)


@commands.command("add")
@click.argument("file", type=PATH)
@edition_argument
@out_option
def add_command(file: Path, edition: Path, out: Path) -> int:
    """Show what is understood of FILE, copy it into the edition, and rebuild."""
    from regesta import adding
    from regesta.pipeline import build

    newcomer = adding.look(file, edition)
    for record in newcomer.records:
        _say(adding.told(record))
    if not newcomer.records:
        _report(newcomer.findings)
        click.echo("Not added.")
        return 1
    entries = list(adding.suggested(newcomer.records, edition))
    _say(["", "For authority.yaml:", *entries, ""] if entries else [""])
    adding.copy_in(file, edition)
    return _show(_watched(build, edition, out, Options()), strict=False, form="text")


@commands.command("serve")
@edition_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve_command(edition: Path, port: int) -> int:
    """Preview an edition on 127.0.0.1: build, watch, reload. No address is issued for good."""
    from regesta import serving
    from regesta.pipeline import build

    with serving.place_of_site(edition) as out:

        def rebuild() -> None:
            try:
                _show(build(edition, out, Options(accept_guesses=True, remember=False)), strict=False, form="text")
            except OperatorError as fault:
                click.echo(f"regesta: {fault}", err=True)

        if not out.exists():  # the search may come later
            _watched(build, edition, out, Options(accept_guesses=True, remember=False, search=False))
        serving.serve(edition, out, rebuild, port=port, announce=click.echo)
    return 0


@commands.command("init")
@click.argument("folder", metavar="DIR", type=PATH)
def init_command(folder: Path) -> int:
    """Begin a new edition: commented YAML and one sample transcript."""
    from regesta import starting

    for path in starting.start(folder):
        click.echo(path)
    click.echo(f"Now: regesta build {folder}")
    return 0


@commands.command("cite")
@click.argument("address")
@edition_argument
@out_option
@click.option("--form", type=click.Choice(["chicago", "bibtex", "ris", "csl"]), default="chicago", show_default=True)
def cite_command(address: str, edition: Path, out: Path, form: Any) -> int:
    """Print the citation of ADDRESS: 113439 or 113439#p12."""
    from regesta import asking

    click.echo(asking.citation(edition, out, address, form))
    return 0


@commands.command("anchors")
@click.argument("document")
@edition_argument
def anchors_command(document: str, edition: Path) -> int:
    """Print the ledger of DOCUMENT: every address, what became of it, and when."""
    from regesta import asking

    _say(asking.ledger(edition, document))
    return 0


@commands.command("suggest")
@edition_argument
@out_option
@click.option("--least", type=click.IntRange(1), default=2, show_default=True, help="Times a name must be found.")
def suggest_command(edition: Path, out: Path, least: int) -> int:
    """Print entries that authority.yaml may lack, as YAML to paste: names found, with their places."""
    from regesta import asking

    _say(asking.suggested(edition, out, least))
    return 0


@commands.command("explain")
@click.argument("code")
def explain_command(code: str) -> int:
    """Say what a finding means and what to do about it."""
    from regesta import asking

    _say(asking.explanation(code))
    return 0


# ---------------------------------------------------------------------------------------------- what is shown


def _options(
    *, no_search: bool = False, no_exports: bool = False, base_url: str = "", jobs: int | None = None, **given: Any
) -> Options:
    if base_url and not base_url.startswith(("https://", "http://")):
        raise OperatorError(f"--base-url must be a web address such as https://example.org/edition/, not {base_url!r}")
    ending = "/" if base_url and not base_url.endswith("/") else ""
    return Options(search=not no_search, exports=not no_exports, base_url=base_url + ending, jobs=jobs or 0, **given)


def _show(report: Report, *, strict: bool, form: Format) -> int:
    """Print a report; the exit code that it deserves."""
    if form == "json":
        click.echo(msgspec.json.encode(as_json(report)).decode())
    else:
        _report(report.findings)
        _say(line for line in (verdict(report), summary(report)) if line)
    severities = {one.severity for one in report.findings}
    return int("error" in severities or (strict and "warning" in severities))


def _read_shard(edition: Path, out: Path, share: tuple[int, int], options: Options) -> int:
    from regesta.pipeline import read_shard

    shown = Shown()
    try:
        found = read_shard(edition, out, share, options, shown)
    finally:
        shown.end()
    click.echo(f"{found} documents read for the build that joins the shares")
    return 0


def _watched(command: Callable[..., Report], edition: Path, out: Path, options: Options) -> Report:
    """What a command of the pipeline reports; how far it is is shown meanwhile."""
    shown = Shown()
    try:
        return command(edition, out, options, shown)
    finally:
        shown.end()


def _report(findings: tuple[Finding, ...]) -> None:
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for severity, line in lines_of(findings):
        click.echo(click.style(line, fg=COLOURS[severity]) if colour and severity else line)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
