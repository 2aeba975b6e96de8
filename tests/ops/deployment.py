"""What the deployment files say, read once for the tests of this folder."""

import ast
import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
APPLICATION = ("migrate", "web", "worker", "pdf", "beat")


def compose() -> dict[str, Any]:
    """Return docker-compose.yml with its anchors filled in."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


def example_variables() -> set[str]:
    """Return the names in .env.example."""
    return set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))


def compose_variables() -> set[str]:
    """Return the names that docker-compose.yml takes from .env."""
    return set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))


def image_variables() -> set[str]:
    """Return the names that the image sets itself."""
    text = (ROOT / "Dockerfile").read_text()
    block = re.search(r"^ENV ((?:.*\\\n)*.*)$", text, re.M)
    return set(re.findall(r"([A-Z_]+)=", block.group(1))) if block else set()


def settings_variables(module: str) -> set[str]:
    """Return the names of the environment that a settings module reads."""
    tree = ast.parse((ROOT / "config" / "settings" / f"{module}.py").read_text())
    constants: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("env"):
            constants += node.args
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple):
            constants += node.iter.elts
    values = [item.value for item in constants if isinstance(item, ast.Constant)]
    return {value for value in values if isinstance(value, str) and value.isupper()}
