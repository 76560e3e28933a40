"""kg completion: the lines that make a shell complete verbs and options."""

import click
from click.shell_completion import get_completion_class

from kg.errors import KgError


@click.command(short_help="Print the shell completion script.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Prints a completion script. Bash: kg completion bash > ~/.local/share/bash-completion/completions/kg"""
    kind = get_completion_class(shell)
    if kind is None:
        raise KgError(f"no completion for {shell}; there are: bash, zsh, fish")
    root = click.get_current_context().find_root()
    click.echo(kind(root.command, {}, "kg", "_KG_COMPLETE").source())
