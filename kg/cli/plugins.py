"""kg plugins: which readers, extractors, linkers and exporters are installed, and who brought them."""

import click

from kg import plugins
from kg.cli.terminal import AS_JSON, print_json, table


@click.command(short_help="List readers, extractors, linkers, exporters.")
@AS_JSON
def command(*, as_json: bool) -> None:
    """Lists the installed readers, extractors, linkers and exporters; yours appear beside ours."""
    found = [plugin for group in plugins.GROUPS for plugin in plugins.installed(group)]
    if as_json:
        print_json(
            [{"group": p.group, "name": p.name, "target": p.target, "distribution": p.distribution} for p in found]
        )
        return
    table(("group", "name", "function", "from"), ((p.group, p.name, p.target, p.distribution) for p in found))
