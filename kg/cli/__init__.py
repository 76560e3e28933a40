"""The command `kg`: one file per verb, thin; stdout is data, stderr is talk."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from kg.errors import KgError

VERBS = {
    "demo": "demo",
    "build": "build",
    "remove": "remove",
    "query": "query",
    "why": "why",
    "why-not": "why_not",
    "facts": "facts",
    "relations": "relations",
    "timeline": "timeline",
    "conflicts": "conflicts",
    "diff": "diff",
    "report": "report",
    "export": "export",
    "show": "show",
    "check": "check",
    "same": "same",
    "different": "different",
    "read": "read",
    "extract": "extract",
    "link": "link",
    "train": "train",
    "score": "score",
    "doctor": "doctor",
    "plugins": "plugins",
    "completion": "completion",
}

EXAMPLES = """\b
Examples:
  kg build articles/ -o out            articles in, a graph out
  kg query out 'SELECT DISTINCT ?who ?where WHERE { ?who kg:visits ?where }'
  kg export out -o graph.html          one page that opens in any browser, offline
"""


class Verbs(click.Group):
    """Loads a verb's module when it is asked for, so that `kg --help` stays instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = VERBS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"kg.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, n=1)
            hint = f"Did you mean: kg {near[0]}?" if near else "kg --help lists the verbs."
            raise click.UsageError(f"no verb is called '{args[0]}'. {hint}", ctx) from error


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help="Turns news articles into a knowledge graph in which every edge says who said it, where, when, and how sure.",
    epilog=EXAMPLES,
)
@click.version_option(package_name="newskg", prog_name="kg")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no talk; errors only.")
def cli(*, debug: bool, quiet: bool) -> None:
    """The group itself has nothing to do: `main` and `kg.cli.terminal` read its two flags from the context."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one verb and leaves with the exit code that `names` promises: 0, 1, 2, 75 or 130."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    if "--quiet" in words or "-q" in words:  # the two flags of the group may stand anywhere
        words = ["--quiet", *(word for word in words if word not in ("--quiet", "-q"))]
    try:
        code = cli.main(args=words, prog_name="kg", standalone_mode=False)
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; the same command goes on from here", err=True)
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KgError as error:
        if debug:
            raise
        click.echo(f"error: {error}", err=True)
        code = error.exit_code
    except OSError as error:
        if debug:
            raise
        click.echo(f"error: {_os_error(error)}", err=True)
        code = 2
    except Exception as error:  # the last door: a person never sees a traceback unasked
        if debug:
            raise
        click.echo(f"error: {type(error).__name__}: {error} (a fault of newskg; --debug shows where)", err=True)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _os_error(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"
